import { entryOf, type KindName, kindNames } from "../provider/catalogue";
import { orderedNames } from "../provider/table/kind";

/** Names that the program's process has to know without loading zod. */
export function outputNames(): string {
  return `// Written by \`npm run generate\` from the resource tables. The program's process must not load zod to know these names.
import type { OutputsByKind } from "./types.generated";

/** Outputs of every class: the engine fills in only what it has been told to expect. */
export const outputNames: Record<keyof OutputsByKind, readonly string[]> = {
${lines((kind) => [...Object.keys(entryOf(kind).resource.properties), ...Object.keys(entryOf(kind).resource.computed)])}};

/** Properties whose order of keys is content. */
export const orderedNames: Record<keyof OutputsByKind, readonly string[]> = {
${lines((kind) => orderedNames(entryOf(kind).resource))}};
`;
}

const lines = (namesOf: (kind: KindName) => string[]): string =>
  kindNames
    .map(
      (kind) =>
        `  ${kind}: [${namesOf(kind)
          .map((name) => JSON.stringify(name))
          .join(", ")}],\n`,
    )
    .join("");
