import type { Client, Versioned } from "../api/client";
import type { Bag, Definition } from "./definition";
import { FailedCheck } from "./failure";
import { type Change, masked, show } from "./json";
import { outputsOf, unheld } from "./record";
import { hasUnknown } from "./unknown";

/** An object of the account that a program takes over with the `import` option. */
export interface Takeover<Inputs extends object, Live, Recorded extends object> {
  definition: Definition<Inputs, Live, Recorded>;
  client: Client;
  id: string;
  declared: Bag;
  /** Properties whose values no message may show. */
  secret: ReadonlySet<string>;
}

/**
 * The live object, where it is as declared. Throws a FailedCheck that lists where it is not, or that says that there is none: whoever takes
 * over an object changes nothing by it.
 */
export async function takeOver<I extends object, L, R extends object>({
  definition,
  client,
  id,
  declared,
  secret,
}: Takeover<I, L, R>): Promise<Versioned<L>> {
  const { noun, properties, read, prepare } = definition;
  const live = await read(client, id, {});
  if (live === undefined) {
    throw new FailedCheck(
      "import",
      `cannot be followed: the account has no ${noun} ${id}. Correct the id or the credentials, or remove the option to make a new one`,
    );
  }
  const wanted = prepare?.(declared, {}) ?? declared;
  const differing = unheld(properties, outputsOf(definition, live, wanted, false), wanted);
  const known = masked(
    differing.filter(({ to }) => !hasUnknown(to)),
    secret,
  );
  if (known.length === 0) return live;
  throw new FailedCheck(
    "import",
    [
      `cannot be followed: ${noun} ${id} is not what is declared. Nothing was written. Declare what the account has, remove the option once it is taken over, and then change it:`,
      ...known.slice(0, MAX_SHOWN).map(line),
      ...(known.length > MAX_SHOWN ? [`  … and ${known.length - MAX_SHOWN} more`] : []),
    ].join("\n"),
  );
}

/** Longest list in a message, in lines. */
const MAX_SHOWN = 20;

const line = ({ path, from, to }: Change): string => `  ${path} is ${show(from)} in the account, declared ${show(to)}`;
