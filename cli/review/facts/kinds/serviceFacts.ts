import { literal, type Phrase, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import { type Fact, type KindFacts, live, type Told, told, type Words } from "../fact";
import { webhookChange } from "../webhookChange";

/** What a change of a Service does to calls. */
export const serviceFacts: KindFacts<"Service"> = {
  created,
  deleted: () => [live(words("is **deleted**, with its attachments; calls are no longer transcribed by it"), "R004")],
  replaced,
  words: {
    autoTranscribe: flag(
      "auto-transcribe",
      (is) => told(say`${is}: every recording of the account is transcribed by it, and billed`, "R021"),
      (is) => told(say`${is}: recordings are no longer transcribed by themselves`, "R022"),
    ),
    autoRedaction: flag(
      "redaction of transcripts",
      (is) => told(say`${is}: personal data is taken out of transcripts`),
      (is) => told(say`${is}: personal data **stays** in transcripts`, "R006"),
    ),
    mediaRedaction: flag(
      "redaction of recordings",
      (is) => told(say`${is}: personal data is taken out of recordings`),
      (is) => told(say`${is}: personal data **stays** in recordings`, "R006"),
    ),
    dataLogging: flag("use of the data by Twilio to improve its models", told, told),
    webhookUrl: (before, after) => webhookChange("transcripts", before, after),
    encryptionCredentialSid: (before, after) => [
      told(say`transcripts are encrypted with the key ${literal(after)} (was ${literal(before)})`, "R025"),
    ],
  },
};

function created({ after }: Item): Fact[] {
  const { languageCode, autoTranscribe, autoRedaction, mediaRedaction, webhookUrl } = after;
  const language = typeof languageCode === "string" ? say`in ${languageCode}` : words("in the default language");
  const redaction = autoRedaction
    ? `personal data redacted from transcripts${mediaRedaction ? " and recordings" : ""}`
    : "personal data not redacted";
  const which = autoTranscribe ? "every recording of the account" : "recordings on request";
  return [
    live(
      say`transcribes ${words(which)} ${language}, ${words(redaction)}`,
      ...(autoTranscribe ? ["R021" as const] : []),
    ),
    ...(webhookUrl === undefined || webhookUrl === "" ? [] : webhookChange("transcripts", undefined, webhookUrl)).map(
      ({ say, risks }) => live(say, ...risks),
    ),
  ];
}

/** Why and how a Service is replaced. */
function replaced({ changed, before, after, deletesFirst }: Item): Fact[] {
  const why = changed.has("languageCode")
    ? say`language changes from ${literal(before.languageCode)} to ${literal(after.languageCode)}`
    : changed.has("account")
      ? say`it moves to the account ${literal(after.account ?? "of the stack")}`
      : words("the engine asks for it");
  const gap = deletesFirst
    ? "; the old one is deleted first, and until the new one is there no call is transcribed"
    : "";
  return [
    live(
      say`**replacement**: ${why}, so there is a new sid; attached operators and history stay behind${words(gap)}`,
      "R001",
    ),
  ];
}

function flag(what: string, on: (is: Phrase) => Told, off: (is: Phrase) => Told): Words {
  return (_before, after) => [
    after === true ? on(say`${words(what)} is switched **on**`) : off(say`${words(what)} is switched **off**`),
  ];
}
