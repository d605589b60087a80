import { accountPhrase, literal, type Phrase, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import { isHidden } from "../../preview/redaction";
import type { Directory } from "../directory";
import { type Fact, type KindFacts, live, ofOld, type PropertyFact, propertyFact, type Words } from "../fact";
import { newHostFacts } from "../hosts";
import { address, insecure, webhookChange } from "../webhookChange";

/** Effects of a change of a Service on calls. */
export const serviceFacts: KindFacts<"Service"> = {
  created,
  deleted: () => [live(words("is **deleted**, with its attachments; it no longer transcribes calls"), "R004")],
  replaced,
  words: {
    autoTranscribe: flag(
      "auto-transcribe",
      (is) => propertyFact(say`${is}: it transcribes every recording of the account, and each one is billed`, "R021"),
      (is) => propertyFact(say`${is}: recordings are no longer transcribed automatically`, "R022"),
    ),
    autoRedaction: flag(
      "redaction of transcripts",
      (is) => propertyFact(say`${is}: personal data is removed from transcripts`, "R051"),
      (is) => propertyFact(say`${is}: personal data **stays** in transcripts`, "R006"),
    ),
    mediaRedaction: flag(
      "redaction of recordings",
      (is) => propertyFact(say`${is}: personal data is removed from recordings`, "R051"),
      (is) => propertyFact(say`${is}: personal data **stays** in recordings`, "R006"),
    ),
    dataLogging: flag("use of the data by Twilio to improve its models", propertyFact, propertyFact),
    webhookUrl: (before, after, _item, directory) => webhookChange("transcripts", before, after, directory),
    encryptionCredentialSid: (before, after) => [
      propertyFact(say`transcripts are encrypted with the key ${literal(after)} (was ${literal(before)})`, "R025"),
    ],
  },
};

function created({ after }: Item, directory: Directory): Fact[] {
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
      ...(autoRedaction === true || isHidden(autoRedaction) ? [] : ["R040" as const]),
    ),
    ...(webhookUrl === undefined || webhookUrl === ""
      ? []
      : [live(say`transcripts are sent to ${address(webhookUrl)}`, ...insecure([webhookUrl]))]),
    ...newHostFacts([{ what: words("transcripts"), url: webhookUrl }], directory),
  ];
}

/** Returns the reason for the replacement of a Service, and its order. */
function replaced(item: Item): Fact[] {
  const { changed, before, after, deletesFirst } = item;
  const why = changed.has("languageCode")
    ? say`language changes from ${literal(before.languageCode)} to ${literal(after.languageCode)}`
    : changed.has("account")
      ? say`it moves to ${accountPhrase(after.account)}`
      : words("the engine requires it");
  const gap = "; the old Service is deleted first, and no call is transcribed until the new one exists";
  return [
    live(
      say`**replacement**: ${why}, so its id changes; attached operators and history do not move to the new Service${deletesFirst ? ofOld(item, gap) : words("")}`,
      "R001",
    ),
  ];
}

function flag(what: string, on: (is: Phrase) => PropertyFact, off: (is: Phrase) => PropertyFact): Words {
  return (_before, after) => [
    after === true ? on(say`${words(what)} is switched **on**`) : off(say`${words(what)} is switched **off**`),
  ];
}
