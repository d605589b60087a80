import type { Client } from "../../api/client";
import { PROVIDER, providerText, resourceType } from "../../provider/handler";
import type { Account } from "./account";
import type { Plan } from "./plan";

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
  plan: Plan,
  accountSid: string | undefined,
): Promise<{ text: string; count: number }> {
  const resources: Entry[] = [];
  for (const kind of account.kinds.values()) {
    const items = plan.items.filter(({ live, isManaged }) => live.kind === kind.name && !isManaged);
    const found = await kind.adoptables(
      client,
      items.map(({ live }) => live.id),
    );
    const provider = { [PROVIDER]: providerText(kind.type) };
    for (const { live, name, declared } of items) {
      const kept = found.get(live.id)?.(declared, accountSid);
      if (kept === undefined) throw new Error(`${live.id} was deleted while it was exported. Run it again.`);
      const { inputs, outputs } = kept;
      const type = resourceType(kind.type);
      resources.push({
        type,
        name,
        id: live.id,
        inputs: { ...inputs, ...provider },
        outputs: { ...outputs, ...provider },
      });
    }
  }
  return { text: `${JSON.stringify({ resources }, undefined, 2)}\n`, count: resources.length };
}
