import { entryOf, type KindName } from "../catalogue";
import { orderedNames } from "../table/kind";
import type { Bundle } from "../values/bundle";
import { hiding, shown } from "../values/hiding";
import { type Checked, check } from "./check";
import type { Context } from "./context";
import { type Created, create } from "./create";
import { deleteObject } from "./delete";
import { type Diff, diff } from "./diff";
import { type Read, read } from "./read";
import { explained } from "./recordedCredentials";
import type { Run } from "./run";
import { update } from "./update";

/** One kind of object in one run: the answers to what an engine asks, the same for every host. */
export class Core {
  readonly run: Run;
  /** Properties whose order of keys is content. A host whose values have none has to carry it beside them. */
  readonly ordered: readonly string[];
  readonly #context: Context;

  constructor(name: KindName, run: Run) {
    const { resource, names } = entryOf(name);
    this.run = run;
    this.ordered = orderedNames(resource);
    this.#context = { kind: resource, names, run };
  }

  check(olds: Bundle, news: Bundle): Promise<Checked> {
    return hiding([olds, news], async () => {
      const { inputs, failures } = await check(this.#context, olds, news);
      return { inputs, failures: failures.map((one) => ({ ...one, reason: shown(one.reason) })) };
    });
  }

  diff(id: string, prior: Bundle, desired: Bundle): Promise<Diff> {
    return hiding([prior, desired], () => diff(this.#context, id, prior, desired));
  }

  create(inputs: Bundle): Promise<Created> {
    this.run.refreshLists.close();
    return hiding([inputs], () => create(this.#context, inputs));
  }

  read(id: string, prior: Bundle): Promise<Read | undefined> {
    return hiding([prior], () => explained(this.#context, prior, () => read(this.#context, id, prior)));
  }

  update(id: string, prior: Bundle, desired: Bundle): Promise<Bundle> {
    this.run.refreshLists.close();
    return hiding([prior, desired], () => update(this.#context, id, prior, desired));
  }

  delete(id: string, prior: Bundle): Promise<void> {
    this.run.refreshLists.close();
    return hiding([prior], () => explained(this.#context, prior, () => deleteObject(this.#context, id, prior)));
  }
}
