/** Stands for a language operator of the account's own, whose id is known only once it is made. */
export const OWN = `intelligence_operator_${"0".repeat(26)}`;

export type Members = Record<string, unknown>;

/** One state of a resource, and what the step to it puts on the wire. */
export interface Cell {
  args: Members;
  /**
   * - `form`, of a Service: the whole form of the request; `UniqueName` too where the object is made.
   * - `body`, of a Configuration: the whole body, without the ids of rules.
   * - `nothing`: no request, and no change for the engine.
   * - `recorded`: no request, and an update for the engine.
   * - `refused`: no request, because `check` names this path.
   */
  sends: { form: Record<string, string> } | { body: Members } | "nothing" | "recorded" | { refused: string };
  /** The property that makes a new object of it. */
  replaces?: string;
}

/** One input property through its life: made with `set`, then `change`, `remove`, `set` again, `empty`. */
export interface Row {
  kind: "Service" | "IntelligenceConfiguration";
  /** Its path in the schema, such as `rules[].name`. */
  property: string;
  create: Cell;
  change: Cell;
  remove: Cell;
  set: Cell;
  empty: Cell;
}

export const COLUMNS = ["create", "change", "remove", "set", "empty"] as const;

/** A value and what it sends, by column. `set` tells for `create` too, unless that says otherwise. */
export type Sends = Cell["sends"];
export interface Life {
  values: { set: unknown; change: unknown; empty: unknown };
  create?: Sends;
  set: Sends;
  change: Sends;
  remove: Sends;
  empty: Sends;
  replaces?: string;
}

export function row(kind: Row["kind"], property: string, args: (value: unknown) => Members, life: Life): Row {
  const { values, replaces } = life;
  const cell = (value: unknown, sends: Sends): Cell => ({ args: args(value), sends, ...(replaces && { replaces }) });
  return {
    kind,
    property,
    create: { args: args(values.set), sends: life.create ?? life.set },
    change: cell(values.change, life.change),
    remove: cell(undefined, life.remove),
    set: cell(values.set, life.set),
    empty: cell(values.empty, life.empty),
  };
}

export const refused = (path: string) => ({ refused: path });
