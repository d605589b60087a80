import { ATTACHED_MAX } from "../../../api/wire/conversations/configuration";
import { list, members } from "../../../provider/values/json";
import { isUnknown } from "../../../provider/values/unknown";
import { joined, say, words } from "../phrase";
import type { Item } from "../preview/items";
import { allAttached } from "./attached";
import type { Directory } from "./directory";
import { type Fact, quiet } from "./fact";
import { leavingFacts } from "./leaving";
import { renamed } from "./renamed";

/** Returns effects that follow from several objects together, each with the object that it is shown under. */
export function factsAcross(directory: Directory, warnings: readonly string[]): [Item, Fact][] {
  return [
    ...deprecated(directory, warnings),
    ...missingStores(directory, warnings),
    ...attachments(directory),
    ...tooMany(directory),
    ...transcribing(directory),
    ...renamed(directory),
    ...leavingFacts(directory),
  ];
}

/** The provider's warning about a deprecated version in a preview. */
const DEPRECATED = /^(.*): rules\[(\d+)\]\.operators\[(\d+)\]\.version is (\d+), which is deprecated/s;

function deprecated(directory: Directory, warnings: readonly string[]): [Item, Fact][] {
  return warnings.flatMap((warning): [Item, Fact][] => {
    const [, title, ruleAt, at, version] = DEPRECATED.exec(warning) ?? [];
    const pinned = (item: Item) => members(list(members(list(item.after.rules)[Number(ruleAt)]).operators)[Number(at)]);
    const item = directory
      .of("IntelligenceConfiguration")
      .find((one) => one.after.displayName === title && String(pinned(one).version) === version);
    if (item === undefined) return [];
    const { label } = directory.operator(pinned(item), item.dependencies.rules);
    const { name } = members(list(item.after.rules)[Number(ruleAt)]);
    const rule = say`rule ${typeof name === "string" ? name : String(Number(ruleAt) + 1)}`;
    return [[item, quiet(say`${rule}: version ${Number(version)} of ${label} is **deprecated**`, "R010")]];
  });
}

/** Returns the preview's warnings about a Conversations configuration, without its name. */
const aboutConversations = (directory: Directory, warning: string): [Item, string][] =>
  directory.of("ConversationsConfiguration").flatMap((item): [Item, string][] => {
    const title = `${item.after.displayName}: `;
    return warning.startsWith(title) ? [[item, warning.slice(title.length)]] : [];
  });

/** The provider warns about missing stores. A review cannot detect them itself. */
const missingStores = (directory: Directory, warnings: readonly string[]): [Item, Fact][] =>
  warnings
    .flatMap((warning) => aboutConversations(directory, warning))
    .filter(([, text]) => text.startsWith("memoryStoreId: "))
    .map(([item, text]) => [item, quiet(say`${text}`, "R034")]);

/** Whether a warning is about channel settings, which the review checks itself. */
const isAboutChannels = (directory: Directory, warning: string): boolean =>
  aboutConversations(directory, warning).some(([, text]) => text.startsWith("channelSettings."));

/** Whether the review shows a warning of the preview as a risk. */
export const isShownAsRisk = (warning: string, directory: Directory): boolean =>
  deprecated(directory, [warning]).length + missingStores(directory, [warning]).length > 0 ||
  isAboutChannels(directory, warning);

function attachments(directory: Directory): [Item, Fact][] {
  const [before, after] = [allAttached("before", directory), allAttached("after", directory)];
  return directory.of("IntelligenceConfiguration").flatMap((item): [Item, Fact][] => {
    if (item.operation === "delete" || after.has(item)) return [];
    if (before.has(item))
      return [
        [item, quiet(words("**its last attachment in this stack is removed**: its rules no longer run"), "R017")],
      ];
    return item.operation === "create"
      ? [[item, quiet(words("it is not attached in this stack: its rules do not run yet"), "R018")]]
      : [];
  });
}

function tooMany(directory: Directory): [Item, Fact][] {
  const all = directory.of("ConversationsAttachment").filter(({ operation }) => operation !== "delete");
  const groups = Map.groupBy(all, ({ after }) => after.conversationsConfigurationId);
  return [...groups].flatMap(([id, group]): [Item, Fact][] => {
    const first = group.find(({ operation }) => operation !== "same");
    if (isUnknown(id) || first === undefined || group.length <= ATTACHED_MAX) return [];
    const where = directory.find(id, "ConversationsConfiguration").label;
    return [
      [
        first,
        quiet(
          say`**${group.length} Configurations** are attached to ${where}, and Twilio accepts ${ATTACHED_MAX}`,
          "R019",
        ),
      ],
    ];
  });
}

/** Maximum number of names in a sentence. */
const NAMED_MAX = 5;

function transcribing(directory: Directory): [Item, Fact][] {
  const isOn = ({ before, after }: Item) => (after.autoTranscribe ?? before.autoTranscribe) === true;
  const on = directory.of("Service").filter((item) => item.operation !== "delete" && isOn(item));
  const first = on.find(({ operation, changed }) => operation === "create" || changed.has("autoTranscribe"));
  if (first === undefined || on.length < 2) return [];
  const named = on.slice(0, NAMED_MAX).map(({ name }) => say`${name}`);
  const names = joined(on.length > NAMED_MAX ? [...named, words(`${on.length - NAMED_MAX} more`)] : named, " and ");
  return [[first, quiet(say`every recording is now transcribed ${on.length} times, by ${names}`, "R020")]];
}
