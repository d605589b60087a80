import { isDeepStrictEqual } from "node:util";
import type { Bench } from "../../contract/kit/emulator";
import type { Verdict } from "../cell";
import { type Bag, type Given, givenIds, type Kind, type Seen } from "../matrix/kind";

/** What a person finds in the account once all commands have ended well, and does about it. */
export interface Aftermath {
  kind: Kind;
  made: Bench;
  given: Given;
  declared: Bag | undefined;
  /** The id that the state has for the object. */
  known: string | undefined;
  /** All that was printed since the crash. */
  said: string;
}

/**
 * Holds the account against the program and against what was said. What was named as left behind is deleted, as a person
 * would who read it; what was not named is a duplicate or an orphan.
 */
export async function lookAt({ kind, made, given, declared, known, said }: Aftermath): Promise<Verdict> {
  const broken: string[] = [];
  const before = givenIds(given);
  const seen = (await kind.seen(made, given)).filter(({ id }) => !before.has(id));
  const content = declared && kind.content(declared);
  const isDeclared = (one: Seen) => declared !== undefined && isDeepStrictEqual(one.content, content);
  // An attachment keeps the id of the first that was attached: there, the content tells.
  const mine = seen.find(({ id }) => id === known) ?? (known?.includes("/") ? seen.find(isDeclared) : undefined);
  if (declared !== undefined && (mine === undefined || !isDeclared(mine))) {
    broken.push(`the account holds ${JSON.stringify(mine)} as ${known}, declared ${JSON.stringify(content)}`);
  }
  const left = seen.filter((one) => one !== mine);
  const unnamed = left.filter(({ id }) => !said.includes(id));
  for (const one of unnamed) broken.push(`left behind without a word: ${JSON.stringify(one)}`);
  for (const { id } of left) if (said.includes(id)) await kind.remove(made, id);
  const duplicates = unnamed.filter(isDeclared).length;
  return { duplicates, orphans: unnamed.length - duplicates, broken };
}

/** The object that an output says to take over with the resource option. */
export const importOf = (output: string): string | undefined =>
  /import: "([^"]+)"(?! is not followed)/.exec(output)?.[1];
