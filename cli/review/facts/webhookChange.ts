import { same } from "../../../provider/values/equality";
import { REDACTED } from "../../../provider/values/secrets";
import { redactedUrl } from "../../shared/redacted";
import { literal, type Phrase, say, words } from "../phrase";
import type { RiskId } from "../risks";
import type { Directory } from "./directory";
import { type PropertyFact, propertyFact } from "./fact";
import { addedRisks, hostOf, hostWords } from "./hosts";

/** Describes the change of a webhook URL. `what`: the data that is sent to it. */
export function webhookChange(what: string, before: unknown, after: unknown, directory: Directory): PropertyFact[] {
  if (isAbsent(after))
    return [propertyFact(say`the webhook for ${words(what)} is removed (was ${address(before)})`, "R009")];
  const clear = insecure([after]);
  const unsafe = words(clear.length > 0 ? ", **not HTTPS**" : "");
  if (isAbsent(before)) {
    const host = hostOf(after);
    const known = host === undefined ? words("") : say`, ${hostWords(host, directory)}`;
    return [
      propertyFact(
        say`${words(what)} are sent to ${address(after)} too${known}${unsafe}`,
        ...clear,
        ...addedRisks(after, directory),
      ),
    ];
  }
  if (!isUrl(before) || !isUrl(after)) {
    return [
      propertyFact(say`the webhook for ${words(what)} changes to ${address(after)} (was ${address(before)})`, ...clear),
    ];
  }
  const [from, to] = [new URL(before), new URL(after)];
  if (from.host !== to.host) {
    return [
      propertyFact(
        say`webhook host for ${words(what)} changes from ${from.host} to ${to.host}, ${hostWords(to.host, directory)}${unsafe}`,
        "R008",
        ...clear,
      ),
    ];
  }
  const [old, now] = [redactedUrl(before), redactedUrl(after)];
  if (old === now)
    return [propertyFact(say`the webhook for ${words(what)} changes in a redacted part: ${now}`, "R036")];
  return [propertyFact(say`the webhook for ${words(what)} changes from ${old} to ${now}${unsafe}`, ...clear, "R052")];
}

/** Describes the change of a list of webhook URLs. Their order makes no difference. */
export function webhookChanges(
  what: string,
  before: readonly unknown[],
  after: readonly unknown[],
  directory: Directory,
): PropertyFact[] {
  const gone = before.filter((one) => !after.some((other) => same(one, other)));
  const come = after.filter((one) => !before.some((other) => same(one, other)));
  const pairs = Math.max(gone.length, come.length);
  return Array.from({ length: pairs }, (_, at) => webhookChange(what, gone[at], come[at], directory)).flat();
}

/** Returns a URL with credentials and query values redacted. */
export const address = (url: unknown): Phrase => (isUrl(url) ? say`${redactedUrl(url)}` : literal(url));

/** Risk of addresses that are not encrypted. */
export const insecure = (urls: readonly unknown[]): RiskId[] =>
  urls.some((url) => isUrl(url) && new URL(url).protocol === "http:") ? ["R007"] : [];

const isAbsent = (url: unknown): boolean => url === undefined || url === "";

const isUrl = (url: unknown): url is string => typeof url === "string" && url !== REDACTED && URL.canParse(url);
