import { EDIT_RISKS } from "./edits/editRisks";
import { LEVELS, type Level, type Risk, risk, severity } from "./level";

export { LEVELS, type Level, severity };

/** All risks of a review. An id never changes its meaning, because pipelines and people refer to it. */
export const RISKS = {
  R001: risk(
    "high",
    "A Service is replaced",
    "Its id changes. Anything outside this stack that uses the old id refers to a deleted Service. Operators that were attached outside this stack must be attached again.",
  ),
  R002: risk(
    "medium",
    "A Configuration is replaced",
    "Its id and all rule ids change. Anything outside this stack that uses an old id refers to a deleted object.",
  ),
  R003: risk(
    "medium",
    "An operator is replaced",
    "The new operator has another id. Earlier results, and rules or Services outside this stack, refer to the old operator, which is deleted.",
  ),
  R004: risk(
    "high",
    "A Service or a Configuration is deleted",
    "It no longer processes calls or conversations, and its history cannot be restored.",
  ),
  R005: risk("medium", "An operator is deleted", "Rules or Services outside this stack that still run it will fail."),
  R006: risk("high", "Redaction is turned off", "Personal data stays in all new transcripts or recordings."),
  R007: risk(
    "high",
    "A webhook does not use HTTPS",
    "Transcripts and results are sent unencrypted. Anyone on the network path can read or change them.",
  ),
  R008: risk(
    "medium",
    "A webhook goes to another host",
    "Customer data is sent to another host than before. Check who runs it, and whether it may have the data.",
  ),
  R009: risk("medium", "A webhook is removed", "The receiver no longer gets these results."),
  R010: risk(
    "medium",
    "A rule is fixed to a deprecated operator version",
    "It still runs. Once Twilio retires it, every run of the rule fails.",
  ),
  R011: risk(
    "medium",
    "A fixed operator version skips versions",
    "Each skipped version may have changed the operator's answers. Compare the versions, not only their numbers.",
  ),
  R012: risk(
    "medium",
    "A fixed operator version goes back",
    "The operator answers as the older version did, including errors that were fixed since.",
  ),
  R013: risk(
    "medium",
    "An operator is no longer fixed to a version",
    "Every run uses the newest version, which can change without a deployment.",
  ),
  R014: risk(
    "medium",
    "A rule runs more often",
    "Each run of each operator is billed, and each result is sent to the webhook.",
  ),
  R015: risk(
    "medium",
    "A rule has no trigger",
    "Twilio's documentation is contradictory: such a rule runs on every event, or only on request.",
  ),
  R016: risk(
    "high",
    "A Configuration has no rules left",
    "It does nothing in the conversations that it is attached to.",
  ),
  R017: risk(
    "high",
    "A Configuration loses its last attachment",
    "Its rules no longer run, unless it is also attached outside this stack.",
  ),
  R018: risk(
    "low",
    "A new Configuration is not attached",
    "Its rules do not run until it is attached, in this stack or elsewhere.",
  ),
  R019: risk(
    "high",
    "More than five Configurations are attached to one Conversations configuration",
    "Twilio accepts at most five, so `up` fails after some of its changes.",
  ),
  R020: risk(
    "medium",
    "Several Services transcribe every recording",
    "Each recording is transcribed and billed once per Service.",
  ),
  R021: risk("low", "A Service starts transcribing every recording", "Each recording of the account is billed."),
  R022: risk(
    "medium",
    "A Service stops transcribing recordings",
    "There are no new transcripts, and so no new operator results.",
  ),
  R023: risk(
    "medium",
    "The structure of an operator's results changes",
    "Systems that read the results must support the new structure before the change goes live.",
  ),
  R024: risk(
    "low",
    "A new operator version runs without a change of the rules",
    "Rules without a fixed version use it from their next run on, also in conversations that are under way.",
  ),
  R025: risk("medium", "The encryption key changes", "New transcripts can only be read with the matching private key."),
  R026: risk("low", "A secret value changes", "The preview redacts it, so it cannot be reviewed here."),
  R027: risk(
    "medium",
    "A Transcript is deleted or replaced",
    "Its sentences and operator results are deleted with it.",
  ),
  R028: risk(
    "medium",
    "A part of the rules is secret",
    "The preview redacts it, so what runs, when it runs, and where results are sent cannot be reviewed here.",
  ),
  R029: risk(
    "high",
    "A Conversations configuration is deleted or replaced",
    "Its conversations are no longer captured, and no Intelligence Configuration runs on them. A replacement has another id, and everything that uses the old id must be updated.",
  ),
  R030: risk(
    "medium",
    "Capture rules overlap",
    "A communication that matches two rules is captured twice, and each operator produces two results for it.",
  ),
  R031: risk(
    "medium",
    "Phone calls are captured",
    "Each matching call is transcribed and billed, and twice if its TwiML also names a Conversations configuration.",
  ),
  R032: risk(
    "low",
    "Conversations of a channel are never closed",
    "Rules that run at the end of a conversation never run.",
  ),
  R033: risk(
    "high",
    "Conversations use another Memory Store",
    "Customer profiles and memory in the old store are no longer used.",
  ),
  R034: risk(
    "medium",
    "A Memory Store does not exist",
    "Communications are still captured, but profiles and memory fail without an error message.",
  ),
  R035: risk(
    "high",
    "A Memory Store is deleted",
    "All profiles, traits, observations and conversation summaries in it are permanently lost. Check who requested the deletion, and whether the data is still needed.",
  ),
  R036: risk(
    "medium",
    "A change is not shown",
    "It is in a part that looks like a credential, or past the length that is compared. Read the change in the source.",
  ),
  R037: risk(
    "medium",
    "A text holds characters that cannot be seen",
    "A model reads them and a reviewer does not: they can hold hidden instructions. Remove them, or check why they are there.",
  ),
  R038: risk(
    "low",
    "A rule runs on demand only",
    "Only a rule execution runs it, from the command line or by the API. Check that something asks for one.",
  ),
  ...EDIT_RISKS,
  R062: risk(
    "medium",
    "A change made outside of the stack is undone",
    "Somebody made it in the Console or through the API since the last deployment. Find out who and why, and declare what is to stay.",
  ),
  R063: risk(
    "medium",
    "An object was deleted outside of the stack",
    "After a refresh, `up` makes it anew under another id, and everything outside this stack that uses the old id refers to a deleted object. Find out who deleted it and why.",
  ),
  R064: risk(
    "high",
    "A part of the preview is not understood",
    "This version cannot tell what it changes. Read the preview itself, and look for a newer version of this package.",
  ),
  R065: risk(
    "high",
    "`up` will refuse a change",
    "Somebody else changed the object since the last deployment. Run `pulumi refresh`, and declare what is to stay. Until then `up` stops at it, after some of its other changes.",
  ),
  R066: risk(
    "medium",
    "`up` merges a change with one of somebody else",
    "The account has it, and this review does not. Check that the two fit together. `up` refuses where both changed the same.",
  ),
  R067: risk(
    "medium",
    "A policy advises against it",
    "The policy is advisory, so the engine goes on. Mend the program, or agree on an exception.",
  ),
} as const satisfies Record<string, Risk>;

export type RiskId = keyof typeof RISKS;
export const RISK_IDS = Object.keys(RISKS).filter((id): id is RiskId => id in RISKS);
export const levelOf = (id: RiskId): Level => RISKS[id].level;
