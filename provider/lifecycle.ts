import type { Client, Versioned } from "../api/client";
import { announce } from "./announce";
import { concealing } from "./conceal";
import { type ReadConfig, readSettings, type Settings } from "./configure";
import { connect } from "./connect";
import type { Bag, Definition } from "./definition";
import type { DiffResult, DynamicProvider } from "./dynamicProvider";
import { type CheckFailure, FailedCheck, PartialFailure } from "./failure";
import { Foresight } from "./foresee";
import { IMPORT, PROVIDER, SECRET } from "./handler";
import { bag, IMPORTED, importedIn, importIn, KEPT, namesIn, secretIn, titleOf, withoutInternals } from "./internals";
import { masked, show } from "./json";
import { LeftBehind } from "./leftBehind";
import { policyOf } from "./onConflict";
import { endWithEngine } from "./orphan";
import {
  ACCOUNT,
  changedProperties,
  changesBetween,
  DECLARED,
  declaredNames,
  inputsOf,
  outputsOf,
  unheld,
  writtenOutputs,
} from "./record";
import { claim, settleCreate } from "./settle";
import { takeOver } from "./takeOver";
import { isUnknown } from "./unknown";
import { guardedUpdate } from "./update";
import { failuresOf } from "./validate";

/** The dynamic provider of one kind of object. */
export class Lifecycle<Inputs extends object, Live, Recorded extends object> implements DynamicProvider {
  readonly #definition: Definition<Inputs, Live, Recorded>;
  readonly #foresight: Foresight<Inputs, Live, Recorded>;
  readonly #leftBehind: LeftBehind<Inputs, Live, Recorded>;
  /** Ids of what this process, which lives as long as one command of the engine, has made or taken over. */
  readonly #held = new Set<string>();
  #config: ReadConfig = () => undefined;

  constructor(definition: Definition<Inputs, Live, Recorded>) {
    this.#definition = definition;
    this.#foresight = new Foresight(definition);
    this.#leftBehind = new LeftBehind(definition);
  }

  /** Synchronous, because the host hands the provider out before a promise of `configure` has resolved. */
  configure(request: { config: { get: ReadConfig } }): void {
    this.#config = (key) => request.config.get(key);
    endWithEngine();
  }

  async check(olds: Bag, news: Bag): Promise<{ inputs: Bag; failures: CheckFailure[] }> {
    const { inputs, invariants, prepare } = this.#definition;
    const declared = withoutInternals(news);
    const before = withoutInternals(olds);
    const failures = [
      ...this.#settingsFailures(declared),
      ...failuresOf(inputs, declared),
      ...(invariants?.(declared, before) ?? []),
    ];
    // A check without a state is one of a new resource, or of the new object for one that the engine has asked about as it is.
    const imports = Object.keys(before).length === 0 && !this.#leftBehind.isKnown(importIn(news));
    if (failures.length === 0) failures.push(...(await this.#verified(declared, before, titleOf(news))));
    if (failures.length === 0 && imports) failures.push(...(await this.#importable(news)));
    if (failures.length > 0) return { inputs: news, failures: failures.map(asMessage) };
    const held = { ...declared, ...this.#cleared(declared, before) };
    const internals = { [SECRET]: news[SECRET], [imports ? IMPORT : IMPORTED]: news[IMPORT] };
    return { inputs: bag({ ...(prepare?.(held, before) ?? held), ...internals }), failures };
  }

  async diff(id: string, olds: Bag, news: Bag): Promise<DiffResult> {
    const { properties, replacesAlways, deletesFirst, isUnfinished } = this.#definition;
    this.#leftBehind.knows(id);
    const declared = withoutInternals(news);
    const changed = changedProperties(properties, olds, declared);
    announce(properties, olds, declared, titleOf(news), secretIn(news), namesIn(olds[KEPT]));
    const imported = importedIn(news) ?? id;
    if (imported !== id)
      console.warn(
        `warning: ${titleOf(news)}import: "${imported}" is not followed, because the resource is ${id} already. Remove the option.`,
      );
    const settings = this.#settings(declared);
    if (settings.checkDrift) await this.#foresee(id, olds, news, changed.size > 0);
    const all = changed.size > 0 && (replacesAlways?.(declared, settings) ?? false);
    const replaces = [...changed].filter((name) => all || properties[name]?.replaces);
    return {
      changes: changed.size > 0 || (isUnfinished?.(olds) ?? false),
      replaces,
      deleteBeforeReplace: replaces.length > 0 && (deletesFirst?.(olds, declared) ?? false),
    };
  }

  /** Says, where the stack asks for it, what somebody else has changed. */
  async #foresee(id: string, olds: Bag, news: Bag, isChanged: boolean): Promise<void> {
    const [recorded, declared] = [withoutInternals(olds), withoutInternals(news)];
    const settings = this.#settings(recorded);
    const policy = policyOf(declared, settings);
    const client = connect(settings);
    const found = await this.#foresight.of({
      client,
      id,
      recorded,
      declared,
      secret: secretIn(news),
      policy,
      isChanged,
    });
    if (found !== undefined) console.warn(`warning: ${found}`);
  }

  async create(inputs: Bag): Promise<{ id: string; outs: Bag }> {
    const declared = withoutInternals(inputs);
    const { checked, idOf, create } = this.#definition;
    const client = connect(this.#settings(declared));
    const settle = settleCreate(this.#definition, client, declared);
    const known = importIn(inputs);
    const twins = known === undefined ? await this.#leftBehind.of(client, declared) : undefined;
    const live =
      known === undefined
        ? await concealing(inputs, () => create(client, checked.parse(declared), settle))
        : await this.#takenOver(known, inputs);
    const id = idOf(live.value);
    claim(id);
    this.#held.add(id);
    if (twins !== undefined) console.warn(`warning: ${titleOf(inputs)}${twins}`);
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
    const all = declaredNames(properties, outputs);
    // A kind of which nothing is held only while declared has no such list, read or created.
    const names = isGet ? all : all && namesIn(recorded[DECLARED]);
    const secret = { [SECRET]: props[SECRET] };
    const outs = bag({ ...outputs, [DECLARED]: names, [ACCOUNT]: recorded[ACCOUNT], ...secret });
    // Where nothing drifted, the inputs in the state say more: a rule that was only renamed has its new name in them alone.
    const drifted = isGet || recorded[KEPT] !== undefined || changesBetween(properties, recorded, outputs).length > 0;
    return { id, props: outs, ...(drifted && { inputs: bag({ ...inputsOf(properties, outputs, names), ...secret }) }) };
  }

  async update(id: string, olds: Bag, news: Bag): Promise<{ outs: Bag }> {
    const recorded = withoutInternals(olds);
    const client = this.#client("update", id, recorded);
    const declared = withoutInternals(news);
    const [secret, policy] = [secretIn(news), policyOf(declared, this.#settings(declared))];
    const asked = { definition: this.#definition, client, id, recorded, declared, secret, policy };
    const { live, applied, note, warning } = await concealing(news, () => guardedUpdate(asked));
    if (note !== undefined) console.warn(`warning: ${note}`);
    const kept = [...changedProperties(this.#definition.properties, applied, declared)];
    const held = { ...news, ...applied, ...(kept.length > 0 && { [KEPT]: kept }) };
    const outs = this.#written("updated", id, await this.#ready(client, id, live, held), held);
    if (warning !== undefined) throw new PartialFailure(id, { ...outs, [PROVIDER]: news[PROVIDER] }, warning);
    return { outs };
  }

  async delete(id: string, props: Bag): Promise<void> {
    if (this.#held.has(id)) {
      // Renamed in the program, or replaced by itself: the engine made the new resource first, and that one has the object now.
      console.warn(
        `warning: ${this.#definition.noun} ${id} stays in the account: another resource of this run has it.`,
      );
      return;
    }
    const [client, recorded] = [this.#client("delete", id, props), withoutInternals(props)];
    const unseen = await this.#foresight.ofDelete(client, id, recorded);
    await this.#definition.delete(client, id, recorded);
    if (unseen !== undefined) console.warn(`warning: ${unseen}`);
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
    const declared = withoutInternals(news);
    return bag({
      ...writtenOutputs(this.#definition, live, declared, this.#settings(declared).accountSid),
      [KEPT]: news[KEPT],
      // A refresh is handed nothing but the outputs, and says what changed.
      [SECRET]: news[SECRET],
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

  async #takenOver(id: string, news: Bag): Promise<Versioned<Live>> {
    const declared = withoutInternals(news);
    const client = connect(this.#settings(declared));
    return takeOver({ definition: this.#definition, client, id, declared, secret: secretIn(news) });
  }

  /** Whether the object that the `import` option names can be taken over; the preview says that it will be. */
  async #importable(news: Bag): Promise<CheckFailure[]> {
    const id = importIn(news);
    if (id === undefined) return [];
    try {
      await this.#takenOver(id, news);
      console.log(`${titleOf(news)}${this.#definition.noun} ${id} is taken over as it is; nothing is written.`);
      return [];
    } catch (error) {
      if (error instanceof FailedCheck) return [error];
      return [{ property: "import", reason: `cannot be followed: ${error instanceof Error ? error.message : error}` }];
    }
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

/** The engine would print the value of a property that it is told, whatever its size and secrecy: the path goes into the reason. */
const asMessage = ({ property, reason }: CheckFailure): CheckFailure => ({
  property: "",
  reason: `${property} ${reason}`,
});
