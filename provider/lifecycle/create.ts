import type { Client } from "../../api/client";
import { hasCode } from "../../api/errors";
import { quote } from "../../api/messageText";
import { requestBody, resolve, sentNames } from "../table/body";
import type { Kind, Live } from "../table/kind";
import { outputsOf } from "../table/outputs";
import type { Bundle, Side } from "../values/bundle";
import type { Values } from "../values/json";
import { secretTexts } from "../values/secrets";
import { refuseOtherAccount, removeFromOtherAccount } from "./account";
import { type Context, identityOf, inTurn, sharingError, titleOf } from "./context";
import { differingPaths, duplicateWarning } from "./duplicates";
import { importObject } from "./import";
import { recoverCreate } from "./recovery";
import { completed } from "./written";

export interface Created {
  id: string;
  outputs: Bundle;
}

/**
 * Creates an object, or imports the one that the `import` option names.
 *
 * @throws PartialWrite where the object is in the account, and not as declared or not done.
 */
export async function create(context: Context, inputs: Bundle): Promise<Created> {
  const { kind, run } = context;
  const { importId } = inputs;
  const live = await (importId === undefined
    ? createObject(context, { ...inputs, ignored: undefined })
    : importUnowned(context, importId, inputs));
  const id = kind.idOf(live.value);
  run.know(id);
  const identity = identityOf(kind, id, {});
  if (run.isWanted(kind, identity)) throw sharingError(kind, "create", id, identity);
  run.want(kind, identity, identity);
  return { id, outputs: await completed(context, { verb: "created", id, live, desired: inputs }) };
}

/** A check sees no other new resource with the same `import` option: the first of them that imports the object has it. */
async function importUnowned(context: Context, id: string, inputs: Bundle): Promise<Live> {
  const { kind, run } = context;
  const live = await importObject(context, id, inputs);
  if (run.owns(kind, id)) {
    throw new Error(
      `Could not import ${kind.noun} ${id}: another resource of this program has it. Remove one of the two resources, or its \`import\` option, then run \`pulumi up\` again.`,
    );
  }
  run.own(kind, id);
  run.imported(id);
  return live;
}

/** Creates of equal content go one by one: each has to know which object is another one's before it looks for its own. */
const createObject = (context: Context, inputs: Bundle): Promise<Live> => {
  const { kind, run } = context;
  const desired = resolve(kind, inputs.values);
  const body = requestBody(kind, { desired, names: sentNames(kind, desired) });
  return run.turns.take(`create ${kind.noun} ${JSON.stringify(body)}`, async () => {
    const client = run.client(inputs.values);
    await refuseOtherAccount(context, client, inputs.values);
    const before = await existing(context, client);
    const recover = recoverCreate(context, { client, inputs, desired, before: before && new Set(before.keys()) });
    try {
      const creation = { body, desired, recover, log: run.log };
      const live = await inTurn(context, "", inputs, () =>
        kind.calls.create(client.redacting(secretTexts(inputs)), creation),
      );
      await removeFromOtherAccount(context, client, live, inputs.values);
      const warning = duplicateWarning(context, before ?? new Map(), inputs, desired);
      run.know(kind.idOf(live.value));
      if (warning !== undefined) run.log.warn(`${titleOf(context, inputs)}${warning}`);
      return live;
    } catch (error) {
      if (kind.unique !== undefined) run.notCreated(kind, String(desired[kind.unique]));
      throw (await nameTaken(context, client, inputs, error)) ?? error;
    }
  });
};

/**
 * Objects that the account had before the first create of the run; `undefined` where nobody needs to know. A look that fails must not
 * stand in the way of a create.
 */
async function existing({ kind, run }: Context, client: Client): Promise<ReadonlyMap<string, Live> | undefined> {
  const { recovery } = kind;
  if (recovery === undefined || !(recovery.duplicates || recovery.createdAt === undefined)) return undefined;
  return run.list(kind, client).catch(() => undefined);
}

/** A request that the network delivered twice, or whose answer an earlier run lost, is refused because of what it made itself. */
async function nameTaken(
  context: Context,
  client: Client,
  { values, secrets }: Bundle,
  error: unknown,
): Promise<Error | undefined> {
  const { kind, run } = context;
  const { unique } = kind;
  if (unique === undefined || !(hasCode(error, "invalid_request") || hasCode(error, "conflict"))) return undefined;
  const holder = await holderOf(kind, client, unique, values[unique]);
  if (holder === undefined) return undefined;
  client.recovering("nameTaken");
  const id = kind.idOf(holder.value);
  run.notCreated(kind, id);
  const failed = `Could not create ${kind.noun} "${quote(String(values[unique]))}": ${kind.noun} ${id}`;
  const owner = ownHolder(context, unique, id, values);
  if (owner !== undefined) return new Error(`${failed} has this ${unique}, and ${owner}`);
  const createdAt = kind.recovery?.createdAt?.(holder.value);
  const since = createdAt ? `, created ${createdAt},` : "";
  const paths = differingPaths(kind, holder, { values, secrets });
  const [how, then] =
    paths.length === 0
      ? ["is as declared", "import it:"]
      : [`differs from what is declared in ${paths.join(", ")}`, "declare what it has and import it:"];
  return new Error(
    [
      `${failed}${since} has this ${unique}, and ${how}.`,
      `If \`--replace\` or \`pulumi state taint\` replaces it, ${DELETE_FIRST}.`,
      `If an interrupted run or somebody else made it for this stack, ${then} add the resource option \`import: "${id}"\`, then run \`pulumi up\`.`,
      `If the program has given the resource another name, \`aliases\` keeps it. Otherwise declare another ${unique}.`,
    ].join(" "),
  );
}

/** Advice where the engine replaces an object without asking the provider, which then cannot choose the order of the two steps. */
const DELETE_FIRST =
  "the engine creates the new object first: add the resource option `deleteBeforeReplace: true`, then run `pulumi up` again";

/** Advice about a name that an object of this stack already has. `undefined` if no object of the stack is known to have it. */
function ownHolder({ kind, run }: Context, unique: string, id: string, values: Values): string | undefined {
  if (run.owns(kind, id)) return `another resource of this program manages it. Declare another ${unique}.`;
  const isNamed = (before: Side) =>
    before.values[unique] === values[unique] && before.values.account === values.account;
  // The recorded name can be that of an object which the engine has asked about, under another id than the holder's.
  const isRecorded = run.recorded(kind).some(isNamed) && !run.replaced(kind).some(isNamed);
  if (!run.replaces(id) && !isRecorded) return undefined;
  return `this stack manages it. If \`replacementTrigger\` or \`replaceWith\` replaces it, ${DELETE_FIRST}. If two resources declare this ${unique}, declare another one.`;
}

/** The object that has a unique name. A look that fails must not hide why it was looked for. */
async function holderOf(kind: Kind, client: Client, unique: string, name: unknown): Promise<Live | undefined> {
  try {
    for await (const value of kind.calls.list(client)) {
      if (outputsOf(kind, { value }, {})[unique] === name) return { value };
    }
  } catch {}
  return undefined;
}
