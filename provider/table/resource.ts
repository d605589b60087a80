import type { z } from "zod";
import type { Client } from "../../api/client";
import type { Settings } from "../settings";
import type { Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import type { Complete, FittingOutputs, FittingTable, ReadableTable } from "./fit";
import type { Calls, Completion, Findings, Kind, Recovery, Versioned } from "./kind";
import type { Checked, ComputedTable, Desired, Properties } from "./property";
import type { Style } from "./wireNames";

/** A kind with the types of its table, for the SDK and for what knows a single kind. */
export interface Resource<P extends Properties, C extends ComputedTable> extends Kind {
  properties: P;
  computed: C;
}

type Erased = "properties" | "computed" | "style" | "answer" | "request" | "id" | "idOf" | "versioned" | "invariants";
type ErasedCalls =
  | "calls"
  | "recovery"
  | "completion"
  | "replacement"
  | "findings"
  | "warnings"
  | "unique"
  | "accountOutput";

/** Options of a resource beside its table. */
interface Common<P extends Properties, C extends ComputedTable, S extends Style, A extends z.ZodObject, Body>
  extends Omit<Kind, Erased | ErasedCalls> {
  style: S;
  answer: A;
  versioned?: Versioned<keyof C & string>;
  accountOutput?: keyof C & string;
  unique?: keyof P & string;
  invariants?(values: Checked<P>, before: Values): Refusal[];
  findings?(client: Client, values: Checked<P>): Promise<Findings>;
  warnings?(values: Checked<P>): string[];
  calls: Calls<Body, Desired<P>, z.output<A>>;
  recovery?: Recovery<Desired<P>>;
  completion?: Completion<Desired<P>>;
  replacement?: {
    always?(desired: Checked<P>, settings: Settings): boolean;
    deletesFirst?(prior: Values, desired: Checked<P>): boolean;
  };
}

type Spec<
  P extends Properties,
  C extends ComputedTable,
  S extends Style,
  A extends z.ZodObject,
  R extends z.ZodObject,
  Id,
  L,
> = Common<P, C, S, A, z.output<R>> & {
  request: R;
  /** Fields of the API that the resource does not offer. */
  leftOut?: readonly L[];
  properties: P & FittingTable<P, S, A["shape"], z.input<R>>;
  computed: C & FittingOutputs<C, S, A["shape"]>;
  id: readonly Id[];
};

/** A resource from its table. A line that does not fit the API's schemas, and a field that has no line, do not compile. */
export function resource<
  const P extends Properties,
  const C extends ComputedTable,
  S extends Style,
  A extends z.ZodObject,
  R extends z.ZodObject,
  const Id extends keyof A["shape"] & string,
  const L extends string = never,
>(spec: Spec<P, C, S, A, R, Id, L> & Complete<P, C, S, A["shape"], R["shape"], Id | L>): Resource<P, C>;
export function resource(spec: Omit<Kind, "idOf">): Kind {
  return withId(spec);
}

/** A resource that has no request body of its own: an attachment. */
export function bodilessResource<
  const P extends Properties,
  const C extends ComputedTable,
  S extends Style,
  A extends z.ZodObject,
  const Id extends keyof A["shape"] & string,
>(
  spec: Common<P, C, S, A, Values> & {
    properties: P & ReadableTable<P, S, A["shape"]>;
    computed: C & FittingOutputs<C, S, A["shape"]>;
    id: readonly Id[];
  },
): Resource<P, C>;
export function bodilessResource(spec: Omit<Kind, "idOf">): Kind {
  return withId(spec);
}

/** An id of several fields has slashes between them. */
const withId = (spec: Omit<Kind, "idOf">): Kind => ({
  ...spec,
  idOf: (live) => spec.id.map((field) => live[field]).join("/"),
});
