import type { Client } from "../../../api/client";
import { PROVIDER, providerText, resourceType } from "../../../dynamic/hidden";
import { returned } from "../../../dynamic/host";
import { entryOf } from "../../../provider/catalogue";
import { asIfCreated } from "../../../provider/lifecycle/written";
import { orderedNames } from "../../../provider/table/kind";
import type { ExportPlan } from "../plan/exportPlan";
import type { Account } from "../read/accountObjects";
import { withEtags } from "../read/withEtags";

/** A resource for `pulumi import --file`. With `outputs`, the engine does not read the object, and records inputs and outputs unchanged. */
interface Entry {
  type: string;
  name: string;
  id: string;
  inputs: object;
  outputs: object;
}

/** Returns the file for `pulumi import --file`, with the resources that no stack manages yet. */
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
      if (live === undefined) throw new Error(`${object.id} was deleted during the export. Run the export again.`);
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
