import type { Emulator } from "../../../emulator/index";

export type Values = Record<string, unknown>;

/** What Pulumi's dynamic host calls of a provider. */
export interface Provider {
  configure(request: { config: { get(key: string): string | undefined } }): void;
  check(olds: Values, news: Values): Promise<{ inputs: Values; failures: { reason: string }[] }>;
  diff(id: string, olds: Values, news: Values): Promise<Diff>;
  create(inputs: Values): Promise<{ id: string; outs: Values }>;
  read(id: string, props: Values): Promise<{ id: string; props?: Values; inputs?: Values }>;
  update(id: string, olds: Values, news: Values): Promise<{ outs: Values }>;
  delete(id: string, props: Values): Promise<void>;
}

export interface Diff {
  changes: boolean;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** What the engine keeps of a resource. */
export interface Managed {
  id: string;
  inputs: Values;
  outputs: Values;
}

/** A host of one provider: calls it in the order, and with the values, of the engine and its dynamic host. */
export class Host {
  readonly #provider: Provider;
  readonly #hidden: Values;

  /** `kind` is the name under which the state knows the provider, `config` the stack's config without its namespace. */
  constructor(kind: string, provider: Provider, config: Record<string, string>) {
    this.#provider = provider;
    this.#hidden = { __provider: `exports.handler=()=>require("pulumi-twilio-intelligence/provider").${kind}` };
    provider.configure({ config: { get: (key) => config[key.replace("twilio-intelligence:", "")] } });
  }

  /** A new resource. `hidden` holds what the class adds to the arguments, such as `__import`. */
  async create(args: Values, hidden: Values = {}): Promise<Managed> {
    const inputs = await this.#checked({}, args, hidden);
    const { id, outs } = await this.#provider.create(inputs);
    return { id, inputs, outputs: this.#kept(outs) };
  }

  /** An `up` with other arguments. A replacement is not carried out: it is a create and a delete. */
  async update(managed: Managed, args: Values): Promise<{ diff: Diff; managed: Managed }> {
    const { id, outputs } = managed;
    const inputs = await this.#checked(managed.inputs, args, {});
    const { changes, replaces, deleteBeforeReplace } = await this.#provider.diff(id, wire(outputs), inputs);
    const diff = { changes, replaces: replaces.toSorted(), deleteBeforeReplace };
    if (!changes || replaces.length > 0) return { diff, managed };
    const { outs } = await this.#provider.update(id, wire(outputs), inputs);
    return { diff, managed: { id, inputs, outputs: this.#kept(outs) } };
  }

  /** An `up` with other arguments that replace the object. */
  async replace(managed: Managed, args: Values): Promise<Managed> {
    const { diff } = await this.update(managed, args);
    if (diff.replaces.length === 0) throw new Error("the arguments replace nothing");
    const inputs = await this.#checked(managed.inputs, args, {});
    if (diff.deleteBeforeReplace) await this.delete(managed);
    const { id, outs } = await this.#provider.create(inputs);
    if (!diff.deleteBeforeReplace) await this.delete(managed);
    return { id, inputs, outputs: this.#kept(outs) };
  }

  /** A create that the engine begins a replacement with of its own accord: it asks for no difference. */
  async recreate({ inputs }: Managed): Promise<unknown> {
    return this.#provider.create(await this.#checked(inputs, inputs, {}));
  }

  /** A refresh; of nothing but an id it is what the class's `get` does. */
  async read(id: string, outputs: Values = {}): Promise<Managed> {
    const { props = {}, inputs = {} } = await this.#provider.read(id, wire(outputs));
    return { id, inputs: this.#kept(inputs), outputs: this.#kept(props) };
  }

  async delete({ id, outputs }: Managed): Promise<void> {
    await this.#provider.delete(id, wire(outputs));
  }

  async #checked(olds: Values, args: Values, hidden: Values): Promise<Values> {
    const news = wire({ ...args, ...hidden, ...this.#hidden });
    const { inputs, failures } = await this.#provider.check(wire(olds), news);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    return this.#kept(inputs);
  }

  #kept(values: Values): Values {
    return wire({ ...values, ...this.#hidden });
  }
}

/** The stack's config for an emulator; its account also goes by the name `emea`. */
export function configOf({ url: baseUrl, accountSid, apiKey, apiSecret }: Emulator): Record<string, string> {
  const accounts = JSON.stringify({ emea: { accountSid, apiKey, apiSecret } });
  return { baseUrl, accountSid, apiKey, apiSecret, accounts };
}

/** As values come through the engine: without absent members, and with the keys of objects in alphabetical order. */
const wire = (values: Values): Values => JSON.parse(JSON.stringify(values, inOrder));

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
