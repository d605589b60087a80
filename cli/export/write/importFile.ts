import type { Client } from "../../../api/client";
import { PROVIDER, providerText, resourceType } from "../../../dynamic/hidden";
import { returned } from "../../../dynamic/host";
import { entryOf } from "../../../provider/catalogue";
import { asIfCreated } from "../../../provider/lifecycle/written";
import { orderedNames } from "../../../provider/table/kind";
import type { ExportPlan } from "../plan/exportPlan";
import type { Account } from "../read/accountObjects";
import { withEtags } from "../read/withEtags";

/** One resource for `pulumi import --file`. With `outputs`, the engine reads nothing: both are taken into the state as they are. */
interface Entry {
  type: string;
  name: string;
  id: string;
  inputs: object;
  outputs: object;
}

/** The file for `pulumi import --file`: the resources of the program that no stack manages yet. */
export async function importFile(
  client: Client,
  account: Account,
  plan: ExportPlan,
  accountSid: string | undefined,
): Promise<{ text: string; count: number }> {
  const resources: Entry[] = [];
  for (const kind of account.kinds) {
    const { resource } = entryOf(kind);
    const items = plan.items.filter(({ object, isManaged }) => object.kind === kind && !isManaged);
    const lives = await withEtags(
      resource,
      client,
      items.map(({ object }) => object.live),
    );
    const byId = new Map(lives.map((live) => [resource.idOf(live.value), live]));
    const ordered = orderedNames(resource);
    const provider = { [PROVIDER]: providerText(kind) };
    for (const { object, name, declared } of items) {
      const live = byId.get(object.id);
      if (live === undefined) throw new Error(`${object.id} was deleted while it was exported. Run it again.`);
      const { inputs, outputs } = asIfCreated(resource, live, declared, accountSid);
      resources.push({
        type: resourceType(kind),
        name,
        id: object.id,
        inputs: { ...returned(inputs, ordered), ...provider },
        outputs: { ...returned(outputs, ordered), ...provider },
      });
    }
  }
  return { text: `${JSON.stringify({ resources }, undefined, 2)}\n`, count: resources.length };
}
