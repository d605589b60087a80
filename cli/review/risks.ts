/** How much a risk may hurt, the worst first. */
export const LEVELS = ["high", "medium", "low"] as const;
export type Level = (typeof LEVELS)[number];

interface Risk {
  level: Level;
  title: string;
  /** Why it matters, and what to look at before the change is merged. */
  reason: string;
}

const risk = (level: Level, title: string, reason: string): Risk => ({ level, title, reason });

/** Every risk that a review can raise. An id keeps its meaning for ever: pipelines and people refer to it. */
export const RISKS = {
  R001: risk(
    "high",
    "A Service is replaced",
    "Whatever outside of this stack holds the old sid points at what is gone. Operators that others attached have to be attached again.",
  ),
  R002: risk(
    "medium",
    "A Configuration is replaced",
    "Its id and all rule ids change. Whatever outside of this stack holds one of them points at what is gone.",
  ),
  R003: risk(
    "medium",
    "An operator is replaced",
    "The new operator has another id. Earlier results, and rules or Services outside of this stack, point at the old one, which is deleted.",
  ),
  R004: risk(
    "high",
    "A Service or a Configuration is deleted",
    "What it did for calls and conversations ends with this change, and its history cannot be brought back.",
  ),
  R005: risk(
    "medium",
    "An operator is deleted",
    "Rules or Services outside of this stack that still run it will fail.",
  ),
  R006: risk(
    "high",
    "Redaction is turned off",
    "Personal data stays in every transcript or recording made from then on.",
  ),
  R007: risk(
    "high",
    "A webhook is not https",
    "Transcripts and results cross the network in clear text, for anybody on the way to read or change.",
  ),
  R008: risk(
    "medium",
    "A webhook goes to another host",
    "Data of customers is sent to a place that it did not go to before.",
  ),
  R009: risk("medium", "A webhook is removed", "Whoever waits for these results is no longer told."),
  R010: risk(
    "medium",
    "A deprecated operator version is pinned",
    "It still runs. Once it is retired, every run of the rule fails.",
  ),
  R011: risk(
    "medium",
    "A pinned operator version moves by several",
    "Each version between may have changed what the operator answers. Compare the versions, not only the two numbers.",
  ),
  R012: risk(
    "medium",
    "A pinned operator version moves back",
    "The operator answers as it did before, with its old faults.",
  ),
  R013: risk(
    "medium",
    "An operator is no longer pinned",
    "Every run takes the newest version, which may change without a deployment.",
  ),
  R014: risk(
    "medium",
    "A rule fires more often",
    "Each run of each operator is billed, and each result calls the webhook.",
  ),
  R015: risk(
    "medium",
    "A rule has no trigger",
    "Twilio's pages disagree on whether it then runs on every event or only when it is asked to.",
  ),
  R016: risk("high", "A Configuration is left with no rules", "Conversations that it is attached to go on without it."),
  R017: risk(
    "high",
    "A Configuration loses its last attachment",
    "None of its rules runs on any conversation that this stack knows of.",
  ),
  R018: risk(
    "low",
    "A new Configuration is attached to nothing",
    "Its rules run once it is attached, here or elsewhere.",
  ),
  R019: risk(
    "high",
    "More than five Configurations are attached to one Conversations configuration",
    "Twilio takes at most five: `up` will fail half-way.",
  ),
  R020: risk(
    "medium",
    "Several Services transcribe every recording",
    "Each recording is transcribed, and billed, once by each of them.",
  ),
  R021: risk("low", "A Service begins to transcribe every recording", "Each recording of the account is billed."),
  R022: risk(
    "medium",
    "A Service stops to transcribe recordings",
    "There are no new transcripts, and so no results of operators.",
  ),
  R023: risk(
    "medium",
    "What an operator answers has another shape",
    "Whoever reads the results has to know the new shape before it goes live.",
  ),
  R024: risk(
    "low",
    "A new wording runs at once",
    "Rules that pin no version run it from the next conversation on, without a deployment of their own.",
  ),
  R025: risk(
    "medium",
    "The encryption key changes",
    "Whoever reads new transcripts needs the private key that goes with it.",
  ),
  R026: risk("low", "A secret value changes", "A preview hides it, so that nobody can review it here."),
  R027: risk(
    "medium",
    "A Transcript is deleted or made again",
    "Its sentences and the results of its operators go with the old one.",
  ),
  R028: risk(
    "medium",
    "A part of the rules is secret",
    "A preview hides it, so that nobody can review here what runs, when, or where results go.",
  ),
  R029: risk(
    "high",
    "A Conversations configuration is deleted or replaced",
    "Its conversations are no longer captured, and no Intelligence Configuration runs on them. A new one has another id, and everything that names the old one has to follow.",
  ),
  R030: risk(
    "medium",
    "Capture rules overlap",
    "A communication that two rules match is captured twice, and each operator gives two results for it.",
  ),
  R031: risk(
    "medium",
    "Phone calls are captured",
    "Each call that matches is transcribed and billed, and twice where its TwiML names a Conversations configuration too.",
  ),
  R032: risk(
    "low",
    "Conversations of a channel are never closed",
    "Rules that run at the end of a conversation never run.",
  ),
  R033: risk(
    "high",
    "Conversations use another Memory Store",
    "Profiles and memory of customers in the old store are not used any more.",
  ),
  R034: risk(
    "medium",
    "A Memory Store is not there",
    "Communications are captured all the same, and profiles and memory fail without a word.",
  ),
  R035: risk(
    "high",
    "A Memory Store is deleted",
    "All profiles, traits, observations and conversation summaries in it are lost for good. Look at who asked for it, and whether they are still needed.",
  ),
} as const satisfies Record<string, Risk>;

export type RiskId = keyof typeof RISKS;
export const RISK_IDS = Object.keys(RISKS).filter((id): id is RiskId => id in RISKS);
export const levelOf = (id: RiskId): Level => RISKS[id].level;

/** 0 for the worst. */
export const severity = (level: Level): number => LEVELS.indexOf(level);
