import { same } from "../../../provider/values/equality";
import { REDACTED } from "../../../provider/values/secrets";
import { redactedUrl } from "../../shared/redacted";
import { literal, type Phrase, say, words } from "../phrase";
import type { RiskId } from "../risks";
import { type PropertyFact, propertyFact } from "./fact";

/** Describes the change of a webhook URL. `what`: the data that is sent to it. */
export function webhookChange(what: string, before: unknown, after: unknown): PropertyFact[] {
  if (isAbsent(after))
    return [propertyFact(say`the webhook for ${words(what)} is removed (was ${address(before)})`, "R009")];
  const clear: RiskId[] = isUrl(after) && new URL(after).protocol === "http:" ? ["R007"] : [];
  const insecure = words(clear.length > 0 ? ", **not HTTPS**" : "");
  if (isAbsent(before)) return [propertyFact(say`${words(what)} are sent to ${address(after)}${insecure}`, ...clear)];
  if (!isUrl(before) || !isUrl(after)) {
    return [
      propertyFact(say`the webhook for ${words(what)} changes to ${address(after)} (was ${address(before)})`, ...clear),
    ];
  }
  const [from, to] = [new URL(before), new URL(after)];
  if (from.host !== to.host) {
    return [
      propertyFact(
        say`webhook host for ${words(what)} changes from ${from.host} to ${to.host}${insecure}`,
        "R008",
        ...clear,
      ),
    ];
  }
  const [old, now] = [redactedUrl(before), redactedUrl(after)];
  if (old === now)
    return [propertyFact(say`the webhook for ${words(what)} changes in a redacted part: ${now}`, "R036")];
  return [propertyFact(say`the webhook for ${words(what)} changes from ${old} to ${now}${insecure}`, ...clear)];
}

/** Describes the change of a list of webhook URLs. Their order makes no difference. */
export function webhookChanges(what: string, before: readonly unknown[], after: readonly unknown[]): PropertyFact[] {
  const gone = before.filter((one) => !after.some((other) => same(one, other)));
  const come = after.filter((one) => !before.some((other) => same(one, other)));
  const pairs = Math.max(gone.length, come.length);
  return Array.from({ length: pairs }, (_, at) => webhookChange(what, gone[at], come[at])).flat();
}

/** Returns a URL with credentials and query values redacted. */
export const address = (url: unknown): Phrase => (isUrl(url) ? say`${redactedUrl(url)}` : literal(url));

const isAbsent = (url: unknown): boolean => url === undefined || url === "";

const isUrl = (url: unknown): url is string => typeof url === "string" && url !== REDACTED && URL.canParse(url);
