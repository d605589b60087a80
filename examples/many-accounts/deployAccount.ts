import { ConcurrentUpdateError, type EngineEvent, LocalWorkspace, type PulumiCommand } from "@pulumi/pulumi/automation";
import { type Account, variablesOf } from "./accounts";

/** How the deployment of an account ended. */
export interface Outcome {
  name: string;
  status: "changed" | "unchanged" | "failed" | "not started";
  /** Summary of the changes, or the error, in one line. */
  text: string;
}

export interface Options {
  /** Command of the engine, looked up once for all accounts. */
  pulumi: PulumiCommand;
  /** Removes the lock that an interrupted update has left. */
  unlock: boolean;
  /** Makes the engine end what it has begun, record it, and stop. */
  signal: AbortSignal;
}

/** Operations of the engine that change objects of the account. */
const CHANGES: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  "create-replacement": "replaced",
  delete: "deleted",
  import: "imported",
};
const ERROR_LENGTH = 400;

/** Runs `pulumi up` on the stack of an account, which it creates if needed. Reports an error as the outcome and never throws. */
export async function deployAccount(account: Account, { pulumi, unlock, signal }: Options): Promise<Outcome> {
  const { name } = account;
  const events = new Events();
  try {
    // `npm run deploy` has checked the types once for all stacks.
    const envVars = { ...variablesOf(account, process.env), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const options = { envVars, pulumiCommand: pulumi };
    const stack = await LocalWorkspace.createOrSelectStack({ stackName: name, workDir: process.cwd() }, options);
    if (unlock) await stack.cancel();
    if (account.key === "config")
      await stack.setConfig("twilio-intelligence:accountSid", { value: account.accountSid });
    await stack.up({ onEvent: (event) => events.add(event), color: "never", signal });
    return { name, status: events.changes === "" ? "unchanged" : "changed", text: events.changes || "unchanged" };
  } catch (error) {
    const done = events.changes === "" ? "" : ` (before that: ${events.changes})`;
    return { name, status: "failed", text: `failed: ${reasonOf(error, name, events)}${done}` };
  }
}

/** Events of the engine that the summary is made of. */
class Events {
  /** First error of a resource or of the program. */
  error: string | undefined;
  readonly #counts = new Map<string, number>();

  add({ resOutputsEvent, diagnosticEvent }: EngineEvent): void {
    const { op = "", type = "" } = resOutputsEvent?.metadata ?? {};
    const word = CHANGES[op];
    // The stack itself and its providers are no objects of the account.
    if (word !== undefined && !type.startsWith("pulumi:")) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    const { severity, message = "" } = diagnosticEvent ?? {};
    if (severity === "error" && !/^(error: )?update failed\s*$/.test(plain(message))) this.error ??= plain(message);
  }

  /** Changes, such as `2 created, 1 updated`. */
  get changes(): string {
    return [...this.#counts].map(([word, count]) => `${count} ${word}`).join(", ");
  }
}

function reasonOf(error: unknown, name: string, events: Events): string {
  if (error instanceof ConcurrentUpdateError)
    return `the stack is locked, by an update that runs or by one that was interrupted. If none runs: npm run deploy -- --unlock ${name}`;
  const message = error instanceof Error ? error.message : String(error);
  const text = events.error ?? /^error: ([\s\S]+)/m.exec(message)?.[1] ?? message;
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > ERROR_LENGTH ? `${line.slice(0, ERROR_LENGTH)} …` : line;
}

/** Text of the engine without its marks for colors. */
const plain = (text: string): string => text.replaceAll(/<\{%[^%]*%\}>/g, "");
