import { resourceType } from "../../dynamic/hidden";
import { isKindName, type KindName } from "../../provider/catalogue";

/** Splits `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. Only the name can contain `::`. */
export function urnParts(urn: string): [stack: string, project: string, type: string, name: string] {
  const [stack = "", project = "", types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return [stack, project, types.split("$").at(-1) ?? "", name.join("::")];
}

export const typeOf = (urn: string): string => urnParts(urn)[2];
export const nameOf = (urn: string): string => urnParts(urn)[3];

const PREFIX = resourceType("");

/** Returns the kind of a resource of this package, or `undefined` for other resources. */
export function kindOfUrn(urn: string): KindName | undefined {
  const type = typeOf(urn);
  const kind = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "";
  return isKindName(kind) ? kind : undefined;
}
