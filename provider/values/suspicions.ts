import { inShort } from "./inShort";
import { isObject, list, mapLeaves, type Values } from "./json";
import { type Path, pathText } from "./paths";
import { isUnknown } from "./unknown";

/** Length of a property, in characters of JSON, from which it is probably a file in the wrong place. The API states no limit. */
const LONG = 65_536;

/** Begins the text that Pulumi puts in place of an output inside a template. */
const OUTPUT_IN_TEXT = "Calling [toString] on an [Output<T>]";

/** Hosts that a template makes of an absent value. */
const ABSENT_HOST = /^https?:\/\/(undefined|null|nan)([:/?#]|$)/i;

/** Remarks on valid values of any kind that are probably not what was meant. The API states nothing against them. */
export const suspicions = (values: Values): string[] =>
  Object.entries(values).flatMap(([name, value]) => [...lengthRemarks(name, value), ...textRemarks(name, value)]);

function lengthRemarks(name: string, value: unknown): string[] {
  const known = mapLeaves(value, (leaf) => (isUnknown(leaf) ? "" : leaf));
  const length = (typeof known === "string" ? known : JSON.stringify(known))?.length ?? 0;
  if (length <= LONG) return [];
  return [`${name} has ${length.toLocaleString("en")} characters. Check that this is the text that you mean.`];
}

function textRemarks(name: string, value: unknown): string[] {
  const texts = [...textsWithin(value, [name])];
  const places = (isSuspicious: (text: string) => boolean) =>
    texts.filter(([, text]) => isSuspicious(text)).map(([path]) => pathText(path));
  const withOutput = places((text) => text.includes(OUTPUT_IN_TEXT));
  const withoutHost = places((text) => ABSENT_HOST.test(text.trim()));
  return [
    ...(withOutput.length > 0
      ? [`${inShort(withOutput)}: an output stands inside a plain text. Use \`pulumi.interpolate\`.`]
      : []),
    ...(withoutHost.length > 0
      ? [`${inShort(withoutHost)}: the host of the URL is an absent value. Check the template that makes it.`]
      : []),
  ];
}

function* textsWithin(value: unknown, path: Path): Generator<[path: Path, text: string]> {
  if (typeof value === "string" && !isUnknown(value)) yield [path, value];
  for (const [at, item] of list(value).entries()) yield* textsWithin(item, [...path, at]);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) yield* textsWithin(member, [...path, key]);
}
