import type { Client, Versioned } from "../api/client";
import { announce } from "./announce";
import { type ReadConfig, readSettings, type Settings } from "./configure";
import { connect } from "./connect";
import type { Bag, Definition } from "./definition";
import { type CheckFailure, FailedCheck, PartialFailure } from "./failure";
import { compact, masked, show } from "./json";
import { changedProperties, changesBetween, DECLARED, declaredNames, inputsOf, outputsOf, unheld } from "./record";
import { claim, settleCreate } from "./settle";
import { isUnknown } from "./unknown";
import { guardedUpdate } from "./update";
import { failuresOf } from "./validate";

/** The property in which the dynamic host keeps the text that leads it back to this provider. */
const PROVIDER = "__provider";

/** The output in which the account is kept where no answer of the API names it, and the stack does. */
const ACCOUNT = "__account";

/** The input in which the program lists its secret properties: the host is handed their values in clear. */
const SECRET = "__secret";

export interface DiffResult {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** What Pulumi's dynamic host calls. Inputs and outputs are plain JSON. */
export interface DynamicProvider {
  configure(request: { config: { get: ReadConfig } }): void;
  check(olds: Bag, news: Bag): Promise<{ inputs: Bag; failures: CheckFailure[] }>;
  diff(id: string, olds: Bag, news: Bag): Promise<DiffResult>;
  create(inputs: Bag): Promise<{ id: string; outs: Bag }>;
  /** An empty id says that the object is gone. */
  read(id: string, props: Bag): Promise<{ id: string; props?: Bag; inputs?: Bag }>;
  update(id: string, olds: Bag, news: Bag): Promise<{ outs: Bag }>;
  delete(id: string, props: Bag): Promise<void>;
}

/** The dynamic provider of one kind of object. */
export class Lifecycle<Inputs extends object, Live, Recorded extends object> implements DynamicProvider {
  readonly #definition: Definition<Inputs, Live, Recorded>;
  #config: ReadConfig = () => undefined;

  constructor(definition: Definition<Inputs, Live, Recorded>) {
    this.#definition = definition;
  }

  /** Synchronous, because the host hands the provider out before a promise of `configure` has resolved. */
  configure(request: { config: { get: ReadConfig } }): void {
    this.#config = (key) => request.config.get(key);
  }

  async check(olds: Bag, news: Bag): Promise<{ inputs: Bag; failures: CheckFailure[] }> {
    const { inputs, invariants, prepare } = this.#definition;
    const declared = withoutInternals(news);
    const before = withoutInternals(olds);
    const failures = [
      ...this.#settingsFailures(declared),
      ...failuresOf(inputs, declared),
      ...(invariants?.(declared) ?? []),
    ];
    if (failures.length === 0) failures.push(...(await this.#verified(declared, before, titleOf(news))));
    if (failures.length > 0) return { inputs: news, failures: failures.map(asMessage) };
    const held = { ...declared, ...this.#cleared(declared, before) };
    return { inputs: bag({ ...(prepare?.(held, before) ?? held), [SECRET]: news[SECRET] }), failures };
  }

  async diff(_id: string, olds: Bag, news: Bag): Promise<DiffResult> {
    const { properties, replacesAlways, deletesFirst, isUnfinished } = this.#definition;
    const declared = withoutInternals(news);
    const changed = changedProperties(properties, olds, declared);
    announce(properties, olds, declared, titleOf(news), secretIn(news));
    const all = changed.size > 0 && (replacesAlways?.(declared, this.#settings(declared)) ?? false);
    const replaces = [...changed].filter((name) => all || properties[name]?.replaces);
    return {
      changes: changed.size > 0 || (isUnfinished?.(olds) ?? false),
      replaces,
      deleteBeforeReplace: replaces.length > 0 && (deletesFirst?.(olds, declared) ?? false),
    };
  }

  async create(inputs: Bag): Promise<{ id: string; outs: Bag }> {
    const declared = withoutInternals(inputs);
    const { checked, idOf, create } = this.#definition;
    const client = connect(this.#settings(declared));
    const settle = settleCreate(this.#definition, client, declared);
    const live = await create(client, checked.parse(declared), settle);
    const id = idOf(live.value);
    claim(id);
    return { id, outs: this.#written("created", id, await this.#ready(client, id, live, inputs), inputs) };
  }

  async read(id: string, props: Bag): Promise<{ id: string; props?: Bag; inputs?: Bag }> {
    const { read, properties, versionOf } = this.#definition;
    const recorded = withoutInternals(props);
    const live = await read(this.#client("read", id, recorded), id, recorded);
    // A user's `get` hands over no properties: then all that the account has counts as declared.
    const isGet = Object.keys(recorded).length === 0;
    if (live === undefined && isGet) throw this.#absent(id);
    if (live === undefined) return { id: "" };
    const outputs = outputsOf(this.#definition, live, recorded, recorded.version === versionOf(live.value));
    const names = isGet ? declaredNames(properties, outputs) : namesIn(recorded[DECLARED]);
    const outs = bag({ ...outputs, [DECLARED]: names, [ACCOUNT]: recorded[ACCOUNT] });
    // Where nothing drifted, the inputs in the state say more: a rule that was only renamed has its new name in them alone.
    const drifted = isGet || changesBetween(properties, recorded, outputs).length > 0;
    return { id, props: outs, ...(drifted && { inputs: bag(inputsOf(properties, outputs, names)) }) };
  }

  async update(id: string, olds: Bag, news: Bag): Promise<{ outs: Bag }> {
    const recorded = withoutInternals(olds);
    const client = this.#client("update", id, recorded);
    const { live, warning } = await guardedUpdate({
      definition: this.#definition,
      client,
      id,
      recorded,
      declared: withoutInternals(news),
      secret: secretIn(news),
    });
    const outs = this.#written("updated", id, await this.#ready(client, id, live, news), news);
    if (warning !== undefined) throw new PartialFailure(id, { ...outs, [PROVIDER]: news[PROVIDER] }, warning);
    return { outs };
  }

  async delete(id: string, props: Bag): Promise<void> {
    await this.#definition.delete(this.#client("delete", id, props), id, withoutInternals(props));
  }

  /** Waits until a write is there, or done. One that does not come keeps the object in the state, and says so. */
  async #ready(client: Client, id: string, live: Versioned<Live>, news: Bag): Promise<Versioned<Live>> {
    const { ready, checked } = this.#definition;
    try {
      return (await ready?.(client, live, checked.parse(withoutInternals(news)))) ?? live;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new PartialFailure(id, { ...this.#outs(live, news), [PROVIDER]: news[PROVIDER] }, message);
    }
  }

  /** What the state keeps after a write. */
  #outs(live: Versioned<Live>, news: Bag): Bag {
    const { properties, accountOf } = this.#definition;
    const declared = withoutInternals(news);
    return bag({
      ...outputsOf(this.#definition, live, declared, true),
      [DECLARED]: declaredNames(properties, declared),
      [ACCOUNT]: accountOf === undefined ? this.#settings(declared).accountSid : undefined,
    });
  }

  /** The outputs of a write. An answer that does not hold what was declared keeps the object in the state, and says so. */
  #written(verb: string, id: string, live: Versioned<Live>, news: Bag): Bag {
    const { noun, properties } = this.#definition;
    const declared = withoutInternals(news);
    const outs = this.#outs(live, news);
    const missing = masked(unheld(properties, outs, declared), secretIn(news));
    if (missing.length === 0) return outs;
    const list = missing.map(({ path, from, to }) => `${path} is ${show(from)}, declared ${show(to)}`).join("; ");
    const message = `${noun} ${id} was ${verb}, but the account does not hold what was declared: ${list}. Declare what the account holds, or ask Twilio support why it does not take the value.`;
    throw new PartialFailure(id, { ...outs, [PROVIDER]: news[PROVIDER] }, message);
  }

  /** What was declared and is no longer, put back to its default. */
  #cleared(declared: Bag, before: Bag): Bag {
    const removed = Object.entries(this.#definition.properties).filter(
      ([name, { held }]) => held === "declared" && declared[name] === undefined && before[name] !== undefined,
    );
    return Object.fromEntries(removed.map(([name, { normal }]) => [name, normal(undefined)]));
  }

  /** What the account has against what is new or changed. Nothing is asked where all is as before. */
  async #verified(declared: Bag, before: Bag, title: string): Promise<CheckFailure[]> {
    const { verify, warnings, properties } = this.#definition;
    const isNew = Object.keys(before).length === 0;
    if (!isNew && changedProperties(properties, before, declared).size === 0) return [];
    const found = isUnknown(declared.account) ? undefined : await verify?.(connect(this.#settings(declared)), declared);
    for (const warning of [...(warnings?.(declared) ?? []), ...(found?.warnings ?? [])])
      console.warn(`warning: ${title}${warning}`);
    return found?.failures ?? [];
  }

  /** The settings for the account that an object lives in. */
  #settings({ account }: Bag): Settings {
    return readSettings(
      this.#config,
      process.env,
      typeof account === "string" && !isUnknown(account) ? account : undefined,
    );
  }

  /**
   * The client for an object that is recorded. Under another account's credentials it would seem gone: a refresh would drop it
   * from the state, a delete would leave it behind.
   */
  #client(verb: string, id: string, recorded: Bag): Client {
    const settings = this.#settings(recorded);
    const account = this.#definition.accountOf?.(recorded) ?? recorded[ACCOUNT];
    if (typeof account === "string" && settings.accountSid !== undefined && account !== settings.accountSid) {
      throw new Error(
        `Could not ${verb} ${this.#definition.noun} ${id}: it belongs to account ${account}, and this stack is configured for ${settings.accountSid}. Set twilio-intelligence:accountSid and the credentials of the account that it was made in.`,
      );
    }
    return connect(settings);
  }

  /** The engine takes a `get` of what is not there for one of an object without properties. */
  #absent(id: string): Error {
    const account = this.#settings({}).accountSid;
    const where = account === undefined ? "the account" : `account ${account}`;
    return new Error(
      `Could not read ${this.#definition.noun} ${id}: ${where} has none with this id. Correct the id that the program passes to \`get\`, or the credentials.`,
    );
  }

  #settingsFailures(declared: Bag): CheckFailure[] {
    try {
      this.#settings(declared);
      return [];
    } catch (error) {
      if (error instanceof FailedCheck) return [{ property: error.property, reason: error.reason }];
      throw error;
    }
  }
}

function withoutInternals(properties: Bag): Bag {
  const { [PROVIDER]: _provider, [SECRET]: _secret, ...rest } = properties;
  return bag(rest);
}

/** How a message begins that the engine does not print next to the resource: with its name in the account, unless that is secret. */
function titleOf(news: Bag): string {
  const secret = secretIn(news);
  const property = ["displayName", "friendlyName"].find((name) => typeof news[name] === "string" && !secret.has(name));
  return property === undefined || isUnknown(news[property]) ? "" : `${news[property]}: `;
}

const secretIn = (properties: Bag): ReadonlySet<string> => new Set(namesIn(properties[SECRET]));

/** The engine would print the value of a property that it is told, whatever its size and secrecy: the path goes into the reason. */
const asMessage = ({ property, reason }: CheckFailure): CheckFailure => ({
  property: "",
  reason: `${property} ${reason}`,
});

/** Without absent members, which the engine's wire format cannot hold. */
const bag = (properties: Bag): Bag =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, compact(value)]),
  );

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
