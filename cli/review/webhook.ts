import { hasUnknown } from "../../provider/unknown";
import { type Fact, live } from "./fact";
import { maskedUrl, SECRET } from "./mask";
import { literal, type Phrase, say, words } from "./phrase";
import type { RiskId } from "./register";

const isSet = (url: unknown): url is string => typeof url === "string" && url !== "";

/** What happens to the address that results are sent to. `what`: those results, in our own words. */
export function webhookChange(what: string, before: unknown, after: unknown): Fact[] {
  if (!isSet(after)) return [live(say`the webhook for ${words(what)} is removed (was ${address(before)})`, "R009")];
  const clear: RiskId[] = isClear(after) ? ["R007"] : [];
  const insecure = words(clear.length > 0 ? ", **not https**" : "");
  if (!isSet(before)) return [live(say`${words(what)} are sent to ${address(after)}${insecure}`, ...clear)];
  if (isHidden(before) || isHidden(after)) {
    return [live(say`the webhook for ${words(what)} changes to ${literal(after)} (was ${literal(before)})`)];
  }
  const [from, to] = [new URL(before), new URL(after)];
  if (from.host !== to.host) {
    return [
      live(say`webhook host for ${words(what)} changes from ${from.host} to ${to.host}${insecure}`, "R008", ...clear),
    ];
  }
  const [old, now] = [maskedUrl(before), maskedUrl(after)];
  if (old === now)
    return [live(say`the webhook for ${words(what)} changes in a part that is hidden here: ${now}`, "R026")];
  return [live(say`the webhook for ${words(what)} changes from ${old} to ${now}${insecure}`, ...clear)];
}

/** An address as people may read it. */
export const address = (url: unknown): Phrase => (isSet(url) && !isHidden(url) ? say`${maskedUrl(url)}` : literal(url));

const isHidden = (url: string): boolean => url === SECRET || hasUnknown(url) || !URL.canParse(url);

const isClear = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === "http:";
