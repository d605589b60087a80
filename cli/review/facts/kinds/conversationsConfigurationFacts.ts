import { type ChannelRisk, channelWarnings } from "../../../../provider/conversations/risks";
import { isObject, list, members } from "../../../../provider/values/json";
import { count, joined, literal, type Phrase, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import type { RiskId } from "../../risks";
import { type Fact, type KindFacts, live, ofOld, type PropertyFact, propertyFact, quiet } from "../fact";
import { newHostFacts } from "../hosts";
import { address, insecure, webhookChanges } from "../webhookChange";

const CALLBACKS = "conversation events";
const urlsOf = (callbacks: unknown): unknown[] => list(callbacks).map((one) => members(one).url);

const RISK_OF: Readonly<Record<ChannelRisk, RiskId>> = { overlap: "R030", voice: "R031", neverClosed: "R032" };

/** Effects of a change of a Conversations configuration on messages and calls. */
export const conversationsConfigurationFacts: KindFacts<"ConversationsConfiguration"> = {
  created: ({ after }, directory) => [
    quiet(say`stores profiles and memory in the Memory Store ${literal(after.memoryStoreId)}`),
    ...[
      ...channelWords({}, after.channelSettings),
      ...urlsOf(after.statusCallbacks).map((url) =>
        propertyFact(say`${words(CALLBACKS)} are sent to ${address(url)}`, ...insecure([url])),
      ),
    ].map((one): Fact => ({ live: true, ...one })),
    ...newHostFacts(
      urlsOf(after.statusCallbacks).map((url) => ({ what: words(CALLBACKS), url })),
      directory,
    ),
  ],
  deleted: () => [
    live(words("is **deleted**: its messages and calls are no longer captured, and no operator runs on them"), "R029"),
  ],
  replaced: (item) => [
    live(
      say`**replacement**, ${reason(item.changed, item.before, item.after)}: the new configuration has a new id; active conversations stay with the old one${ofOld(item, ", which is deleted")}`,
      "R029",
    ),
  ],
  words: {
    channelSettings: (before, after) => channelWords(before, after),
    statusCallbacks: (before, after, _item, directory) =>
      webhookChanges(CALLBACKS, urlsOf(before), urlsOf(after), directory),
    memoryStoreId: (before, after) => [
      propertyFact(say`new conversations use the Memory Store ${literal(after)} instead of ${literal(before)}`, "R033"),
    ],
    memoryExtractionEnabled: (_before, after) => [
      propertyFact(
        words(
          after === true
            ? "facts about customers are extracted from conversations into the Memory Store"
            : "facts about customers are no longer extracted from conversations",
        ),
      ),
    ],
  },
};

function reason(changed: ReadonlySet<string>, before: Item["before"], after: Item["after"]): Phrase {
  if (!changed.has("conversationGroupingType")) return words("because it moves to another account");
  return say`because the grouping of conversations changes from ${literal(before.conversationGroupingType)} to ${literal(after.conversationGroupingType)}`;
}

/** Describes the new settings of each changed channel, with the risks that were not there before. */
function channelWords(before: unknown, after: unknown): PropertyFact[] {
  const names = [...new Set([...Object.keys(members(before)), ...Object.keys(members(after))])];
  const changed = names.filter(
    (name) => JSON.stringify(members(before)[name]) !== JSON.stringify(members(after)[name]),
  );
  const known = new Set(channelWarnings({ channelSettings: before }).map(({ text }) => text));
  const risky = channelWarnings({ channelSettings: after }).filter(({ text }) => !known.has(text));
  return [
    ...changed.map((name) =>
      propertyFact(
        channel(name, members(after)[name]),
        ...(captures(members(before)[name]) || captures(members(after)[name]) ? ["R054" as const] : []),
      ),
    ),
    ...risky.map(({ risk, text }) => propertyFact(words(text), RISK_OF[risk])),
  ];
}

/** Whether a channel captures anything by itself. */
const captures = (setting: unknown): boolean => list(members(setting).captureRules).length > 0;

function channel(name: string, setting: unknown): Phrase {
  if (!isObject(setting)) return say`${name} is no longer captured`;
  const { captureRules, statusTimeouts } = setting;
  const rules = Array.isArray(captureRules) ? captureRules.length : 0;
  const { inactive, closed } = members(statusTimeouts);
  const parts = [
    words(rules === 0 ? "nothing is captured automatically" : `captured by ${count(rules, "rule")}`),
    ...(inactive === undefined ? [] : [say`inactive after ${literal(inactive)} minutes`]),
    ...(closed === undefined ? [] : [say`closed after ${literal(closed)} minutes`]),
  ];
  return say`${name}: ${joined(parts)}`;
}
