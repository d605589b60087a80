import type { Diff } from "../provider/lifecycle/diff";
import type { ReadConfig } from "../provider/settings";
import type { Values } from "../provider/values/json";
import type { Refusal } from "../provider/values/refusals";

/** Methods that Pulumi's dynamic host calls. Inputs and outputs are plain JSON, with hidden members and a text for unknown values. */
export interface DynamicProvider {
  configure(request: { config: { get: ReadConfig } }): void;
  check(olds: Values, news: Values): Promise<{ inputs: Values; failures: Refusal[] }>;
  diff(id: string, olds: Values, news: Values): Promise<Diff>;
  create(inputs: Values): Promise<{ id: string; outs: Values }>;
  /** An empty id says that the object is gone. */
  read(id: string, props: Values): Promise<{ id: string; props?: Values; inputs?: Values }>;
  update(id: string, olds: Values, news: Values): Promise<{ outs: Values }>;
  delete(id: string, props: Values): Promise<void>;
}
