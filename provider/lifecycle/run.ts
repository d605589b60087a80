import { accountOf } from "../../api/account";
import type { Client } from "../../api/client";
import { briefly, type Connect, connect as connectOnce } from "../client";
import { RunLists } from "../lists/runLists";
import { type ReadConfig, readSettings, type Settings } from "../settings";
import type { Kind, Live } from "../table/kind";
import type { Side } from "../values/bundle";
import { type Log, withoutSecrets } from "../values/hiding";
import { isObject, mapLeaves, type Values } from "../values/json";
import { isUnknown } from "../values/unknown";
import { Turns } from "./turns";

export interface RunOptions {
  /** Defaults to the console. */
  log?: Log;
  /** Defaults to the clients of this process. */
  connect?: Connect;
}

/**
 * Knowledge of one process with one configured provider: its settings, the objects of its resources, and its lists.
 * It lives as long as one command of the engine.
 */
export class Run {
  readonly log: Log;
  /** Returns the client for these settings. */
  readonly connect: Connect;
  #config: ReadConfig = () => undefined;
  readonly #settings = new Map<string | undefined, Settings>();
  /** Objects by what tells them apart, which a resource of this run has and keeps. */
  readonly #owned = new Set<string>();
  /** Objects of resources of which it is not known yet whether they keep them. */
  readonly #asked = new Set<string>();
  /** Objects that a resource of this run will have at its end, each with what the resource had before the run. */
  readonly #wanted = new Map<string, string>();
  /** Ids that the engine has named, or this process has made: objects of this stack. */
  readonly #known = new Set<string>();
  readonly #refreshed = new Set<string>();
  /** Ids that `import` options of new resources name. */
  readonly #imports = new Map<string, "pending" | "done">();
  /** Objects that are being replaced, by id, as they are recorded: not to be imported again. */
  readonly #replaced = new Map<string, { kind: Kind; prior: Side }>();
  /** Ids in `import` options that the state has seen before: settled, whatever has become of the object. */
  readonly #settledImports = new Set<string>();
  /** Unique names of resources that could not be created, and ids of the objects that have them. */
  readonly #notCreated = new Set<string>();
  readonly #lists = new WeakMap<Client, Map<Kind, Promise<ReadonlyMap<string, Live>>>>();
  readonly #accounts = new WeakMap<Client, Promise<string | undefined>>();
  readonly #trials = new WeakMap<Client, Promise<unknown>>();
  /** Inputs that the program has declared in this run. */
  readonly #checked = new Set<string>();
  readonly #accountNames = new Set<string>();
  readonly #warned = new Set<string>();
  /** Inputs that the state has of the program's resources, by kind. A kind of the program has an entry, even an empty one. */
  readonly #recorded = new Map<Kind, Side[]>();
  readonly turns = new Turns();
  /** Lists for reads of a refresh. The first write of the run closes them. */
  readonly refreshLists = new RunLists();
  /**
   * Lists for drift warnings, which must not hold a preview up. A write does not close them: the warning about an object comes before this
   * run writes to it.
   */
  readonly previewLists = new RunLists(briefly);

  constructor({ log = consoleLog, connect = connectOnce }: RunOptions = {}) {
    this.log = withoutSecrets(log);
    this.connect = connect;
  }

  /** Logs a warning, unless this run has logged it already: the engine checks some resources twice. */
  warnOnce(text: string): void {
    if (this.#warned.has(text)) return;
    this.#warned.add(text);
    this.log.warn(text);
  }

  /**
   * Records a resource of the program, and so that the engine runs it. `recorded`: inputs in the state, which tell of an object of the stack
   * where the engine asks nothing else: before a replacement that it makes of its own accord.
   */
  declared(kind: Kind, recorded: Side): void {
    const known = this.#recorded.get(kind) ?? [];
    if (Object.keys(recorded.values).length > 0) known.push(recorded);
    this.#recorded.set(kind, known);
  }

  /** Inputs that the state has of the program's resources of one kind, as far as the engine has named them. */
  recorded(kind: Kind): readonly Side[] {
    return this.#recorded.get(kind) ?? [];
  }

  /** Whether the engine runs the program in this run. Otherwise the settings are those that the state recorded. */
  get hasProgram(): boolean {
    return this.#recorded.size > 0;
  }

  checked(inputs: Values): void {
    this.#checked.add(textOf(inputs));
  }

  /** Whether the program has declared these inputs in this run. Those of a refresh come from the state. */
  isChecked(inputs: Values): boolean {
    return this.#checked.has(textOf(inputs));
  }

  configure(config: ReadConfig): void {
    this.#config = config;
    this.#settings.clear();
  }

  /** Settings for the account of the stack, or for one of those that `twilio-intelligence:accounts` names. */
  settings(account?: unknown): Settings {
    const name = typeof account === "string" ? account : undefined;
    const known = this.#settings.get(name);
    if (known !== undefined) return known;
    const settings = readSettings(this.#config, process.env, name, this.#accountNames);
    if (name !== undefined && !this.#accountNames.has(name)) {
      this.#accountNames.add(name);
      // The names that were read before it are looked at again, beside it.
      this.#settings.clear();
    }
    this.#settings.set(name, settings);
    return settings;
  }

  /** The client for the account that these values name. */
  client({ account }: { account?: unknown }): Client {
    return this.connect(this.settings(account));
  }

  own(kind: Kind, identity: string): void {
    this.#owned.add(key(kind, identity));
  }

  /**
   * Records that a resource has an object, and that not all of its inputs are known: in a preview, or because the engine asks whether it
   * has to delete the object before it replaces another one that the resource depends on.
   */
  ask(kind: Kind, identity: string): void {
    this.#asked.add(key(kind, identity));
  }

  /** Records that a resource has another object now than before. */
  moved(kind: Kind, before: string, now: string): void {
    this.#owned.delete(key(kind, before));
    this.#owned.add(key(kind, now));
  }

  /** Whether a resource of this run has an object. */
  owns(kind: Kind, identity: string): boolean {
    return this.#asked.has(key(kind, identity)) || this.keeps(kind, identity);
  }

  /** Whether a resource of this run has an object at its end too, so that it must not be deleted. */
  keeps(kind: Kind, identity: string): boolean {
    return this.#owned.has(key(kind, identity)) || this.isWanted(kind, identity);
  }

  /** Reserves an object for the resource that had the object `by` before. `false` if another resource will have it. */
  want(kind: Kind, identity: string, by: string): boolean {
    if (this.isWanted(kind, identity, by)) return false;
    this.#wanted.set(key(kind, identity), by);
    return true;
  }

  /** Whether a resource will have an object at the end of this run, other than the one that had the object `by` before. */
  isWanted(kind: Kind, identity: string, by?: string): boolean {
    const wantedBy = this.#wanted.get(key(kind, identity));
    return wantedBy !== undefined && wantedBy !== by;
  }

  know(id: string): void {
    this.#known.add(id);
  }

  knows(id: string): boolean {
    return this.#known.has(id);
  }

  /** Claims an object for one create. `false` where another one of this run has it. */
  claim(id: string): boolean {
    if (this.#known.has(id)) return false;
    this.#known.add(id);
    return true;
  }

  refreshed(id: string): void {
    this.#refreshed.add(id);
  }

  /** Whether this run has read the object into its recorded state, so that the two cannot differ. */
  isRefreshed(id: string): boolean {
    return this.#refreshed.has(id);
  }

  importing(id: string): void {
    this.#imports.set(id, "pending");
  }

  importRefused(id: string): void {
    this.#imports.delete(id);
  }

  imported(id: string): void {
    this.#imports.set(id, "done");
  }

  /** The state has the resource that imported the object. What is asked about the object from then on is about this resource. */
  importRecorded(id: string): void {
    if (this.#imports.get(id) === "done") this.#imports.delete(id);
  }

  /** Whether a new resource of the run imports the object, or has just imported it. */
  isImported(id: string): boolean {
    return this.#imports.has(id);
  }

  replacing(kind: Kind, id: string, prior: Side): void {
    this.#replaced.set(id, { kind, prior });
  }

  /** Objects of one kind that are being replaced, as they are recorded. */
  replaced(kind: Kind): readonly Side[] {
    return [...this.#replaced.values()].filter((one) => one.kind === kind).map(({ prior }) => prior);
  }

  replaces(id: string): boolean {
    return this.#replaced.has(id);
  }

  importSettled(id: string): void {
    this.#settledImports.add(id);
  }

  /** Whether the new object of a replacement follows an `import` option, which a program may add to finish an interrupted one. */
  followsImport(id: string): boolean {
    return !this.#replaced.has(id) && !this.#settledImports.has(id);
  }

  /** Records that a resource could not be created: `what` is its unique name, or the id of the object that has it. */
  notCreated(kind: Kind, what: string): void {
    this.#notCreated.add(key(kind, what));
  }

  /** Whether a resource of this run with this unique name, or that of the object with this id, could not be created. */
  isNotCreated(kind: Kind, what: string): boolean {
    return this.#notCreated.has(key(kind, what));
  }

  /** SID of the account that a client's credentials belong to, asked once; `undefined` where the account does not tell. */
  accountOf(client: Client): Promise<string | undefined> {
    const asked = this.#accounts.get(client) ?? accountOf(briefly(client));
    this.#accounts.set(client, asked);
    return asked;
  }

  /** Answer to a request that tries a client's credentials, sent once. */
  trial(client: Client, send: () => Promise<unknown>): Promise<unknown> {
    const sent = this.#trials.get(client) ?? send();
    this.#trials.set(client, sent);
    return sent;
  }

  /** Objects of one kind in the account, by id, listed once for the whole run, on the first call. */
  list(kind: Kind, client: Client): Promise<ReadonlyMap<string, Live>> {
    const lists = this.#lists.get(client) ?? new Map<Kind, Promise<ReadonlyMap<string, Live>>>();
    this.#lists.set(client, lists);
    const list = lists.get(kind) ?? liveById(kind, briefly(client));
    lists.set(kind, list);
    return list;
  }
}

const consoleLog: Log = {
  info: (text) => console.log(text),
  warn: (text) => console.warn(`warning: ${text}`),
};

/** Values as text that is the same whatever the order of keys, which the engine does not keep. */
const textOf = (values: Values): string =>
  JSON.stringify(
    mapLeaves(values, (leaf) => (isUnknown(leaf) ? "(unknown)" : leaf)),
    (_, value: unknown) =>
      isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );

const key = ({ noun }: Kind, identity: string): string => `${noun} ${identity}`;

/** Objects of one kind in the account, by id: one list, however many are asked for. `progress` is told how many there are so far. */
export async function liveById(
  kind: Kind,
  client: Client,
  progress?: (count: number) => void,
): Promise<ReadonlyMap<string, Live>> {
  const found = new Map<string, Live>();
  for await (const value of kind.calls.list(client)) {
    found.set(kind.idOf(value), { value });
    progress?.(found.size);
  }
  return found;
}
