import type { ReadConfig } from "./configure";
import type { Bag } from "./definition";
import type { CheckFailure } from "./failure";

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
