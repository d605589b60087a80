import type { Bag } from "../../provider/definition";
import { type Fact, live, quiet } from "./fact";
import type { Item } from "./objects";
import { literal, type Phrase, say, shown, words } from "./phrase";
import { webhookChange } from "./webhook";

/** What a change of a Service does to calls. */
export function serviceFacts(item: Item): Fact[] {
  if (item.operation === "create") return created(item.after);
  if (item.operation === "delete") {
    return [live(words("is **deleted**, with its attachments; calls are no longer transcribed by it"), "R004")];
  }
  return [...replacement(item), ...[...item.changed].flatMap((name) => changed(name, item))];
}

function created({ languageCode, autoTranscribe, autoRedaction, mediaRedaction, webhookUrl }: Bag): Fact[] {
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
    ...(typeof webhookUrl === "string" && webhookUrl !== "" ? webhookChange("transcripts", undefined, webhookUrl) : []),
  ];
}

/** Why and how a Service is replaced. */
function replacement({ operation, changed, before, after, deletesFirst }: Item): Fact[] {
  if (operation !== "replace") return [];
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

type Told = (before: unknown, after: unknown) => Fact[];

const flag =
  (on: (is: Phrase) => Fact, off: (is: Phrase) => Fact, what: string): Told =>
  (_before, after) => [
    after === true ? on(say`${words(what)} is switched **on**`) : off(say`${words(what)} is switched **off**`),
  ];

const told: Record<string, Told> = {
  languageCode: () => [],
  account: () => [],
  autoTranscribe: flag(
    (is) => live(say`${is}: every recording of the account is transcribed by it, and billed`, "R021"),
    (is) => live(say`${is}: recordings are no longer transcribed by themselves`, "R022"),
    "auto-transcribe",
  ),
  autoRedaction: flag(
    (is) => live(say`${is}: personal data is taken out of transcripts`),
    (is) => live(say`${is}: personal data **stays** in transcripts`, "R006"),
    "redaction of transcripts",
  ),
  mediaRedaction: flag(
    (is) => live(say`${is}: personal data is taken out of recordings`),
    (is) => live(say`${is}: personal data **stays** in recordings`, "R006"),
    "redaction of recordings",
  ),
  dataLogging: flag(live, live, "use of the data by Twilio to improve its models"),
  webhookUrl: (before, after) => webhookChange("transcripts", before, after),
  webhookHttpMethod: (before, after) => [
    live(say`the webhook is asked with ${literal(after)} (was ${literal(before)})`),
  ],
  encryptionCredentialSid: (before, after) => [
    live(say`transcripts are encrypted with the key ${literal(after)} (was ${literal(before)})`, "R025"),
  ],
  uniqueName: (before, after) => [quiet(say`unique name is ${literal(after)} (was ${literal(before)})`)],
  friendlyName: (before, after) => [quiet(say`name is ${literal(after)} (was ${literal(before)})`)],
};

const changed = (name: string, { before, after }: Item): Fact[] =>
  told[name]?.(before[name], after[name]) ?? [live(say`${shown(name)} changes`)];
