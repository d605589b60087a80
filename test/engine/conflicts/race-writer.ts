import type { DynamicProvider } from "../../../dynamic/protocol";
import { newProvider } from "../kit/classes";

/** What one stack does in one round: it writes `text`, after it has looked at the account if it is told to. */
export interface Turn {
  kind: "Service" | "IntelligenceConfiguration";
  id: string;
  text: string;
}

/** How it went: `written`, `refused` as a conflict, or `reported`: written over something that nobody here had seen. */
export type Outcome = { how: "written" | "refused" | "reported"; message: string };

export type Request = { turn: Turn } | { look: Pick<Turn, "kind" | "id"> };

type Bag = Record<string, unknown>;

const config = new Map(Object.entries(JSON.parse(process.env.RACE_CONFIG ?? "{}")));
const providers: Record<Turn["kind"], DynamicProvider> = {
  Service: newProvider("Service"),
  IntelligenceConfiguration: newProvider("IntelligenceConfiguration"),
};
for (const provider of Object.values(providers)) {
  provider.configure({ config: { get: (key) => config.get(key.slice("twilio-intelligence:".length)) as string } });
}

/** The state of this stack: what it last saw, by id. */
const recorded = new Map<string, Bag>();
const inputs = new Map<string, Bag>();

async function look({ kind, id }: Pick<Turn, "kind" | "id">): Promise<void> {
  const seen = await providers[kind].read(id, recorded.get(id) ?? {});
  recorded.set(id, seen.props ?? {});
  if (seen.inputs !== undefined) inputs.set(id, seen.inputs);
}

async function take({ kind, id, text }: Turn): Promise<Outcome> {
  const declared =
    kind === "Service"
      ? { uniqueName: "contested", friendlyName: text }
      : { displayName: "contested", description: text, rules: [] };
  const checked = await providers[kind].check(inputs.get(id) ?? {}, declared);
  try {
    await providers[kind].update(id, recorded.get(id) ?? {}, checked.inputs);
    return { how: "written", message: "" };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { how: "reasons" in error ? "reported" : "refused", message: error.message };
  }
}

process.on("message", async (request: Request) => {
  process.send?.("look" in request ? ((await look(request.look)) ?? null) : await take(request.turn));
});
