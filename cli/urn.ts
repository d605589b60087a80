import { resourceType } from "../provider/handler";

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. Stack and project cannot hold `::`, a name can. */
export function urnParts(urn: string): [stack: string, project: string, type: string, name: string] {
  const [stack = "", project = "", types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return [stack, project, types.split("$").at(-1) ?? "", name.join("::")];
}

export const typeOf = (urn: string): string => urnParts(urn)[2];
export const nameOf = (urn: string): string => urnParts(urn)[3];

const PREFIX = resourceType("");

/** The class of this package that a type is the type of; `undefined` for all others. */
export const classOf = (type: string): string | undefined =>
  type.startsWith(PREFIX) ? type.slice(PREFIX.length) : undefined;
