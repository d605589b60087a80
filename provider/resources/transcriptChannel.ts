import { isObject, members, type Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import { trimmedText } from "../values/textTypes";
import { hasUnknown, isUnknown } from "../values/unknown";

/** Documented members that a program may have in the words of a helper library: `mediaUrl` for `media_url`. */
const CAMEL: ReadonlyMap<string, string> = new Map([
  ["mediaProperties", "media_properties"],
  ["mediaUrl", "media_url"],
  ["sourceSid", "source_sid"],
]);

/** A recording of the account, at its address in Twilio's API. */
const OWN_RECORDING = /^https:\/\/api(?:\.[a-z0-9-]+)*\.twilio\.com\/.*\b(RE[0-9a-f]{32})/;

/** Refusals of a channel. The API takes it as it is, in its own words: what it does not know is lost. */
export function channelFailures({ channel }: Values): Refusal[] {
  if (!isObject(channel)) return [];
  const { media_properties: media } = channel;
  const camel = [...camelFailures(channel, "channel"), ...camelFailures(members(media), "channel.media_properties")];
  if (camel.length > 0 || isUnknown(media)) return camel;
  const { media_url, source_sid } = members(media);
  const property = "channel.media_properties";
  if (hasUnknown({ media_url, source_sid })) return [];
  if (typeof media_url !== "string" && typeof source_sid !== "string") {
    return [{ property, reason: "must have a `media_url`, or the `source_sid` of a recording" }];
  }
  const url = trimmedText.safeParse(media_url ?? "");
  return url.success ? [] : [{ property: `${property}.media_url`, reason: url.error.issues[0]?.message ?? "" }];
}

const camelFailures = (value: Values, path: string): Refusal[] =>
  Object.keys(value).flatMap((name) => {
    const own = CAMEL.get(name);
    return own === undefined ? [] : [{ property: `${path}.${name}`, reason: `is the API's \`${own}\`: write it so` }];
  });

/** Remarks on a recording that Twilio cannot fetch by its URL. */
export function channelRemarks({ channel }: Values): string[] {
  const { media_url } = members(members(channel).media_properties);
  const [, recording] = (typeof media_url === "string" && OWN_RECORDING.exec(media_url)) || [];
  if (recording === undefined) return [];
  return [
    `channel.media_properties.media_url is in Twilio's API, which Twilio cannot sign in to when it fetches the recording. Write source_sid: "${recording}" instead.`,
  ];
}
