import * as pulumi from "@pulumi/pulumi";

/**
 * Whether the program runs inline: called back by an engine of the Automation API, in a process that this engine did not start. The
 * environment of the engine is then not that of the process, because the workspace can add `envVars`. An engine tells its address to each
 * process that it starts: to a program in a variable, to a host of components as the first argument.
 */
export function isInline(): boolean {
  const engine = addressOf(pulumi.runtime.getEngine());
  return engine !== undefined && engine !== process.env.PULUMI_NODEJS_ENGINE && engine !== process.argv[2];
}

/** Whether the engine has started this process for the program. */
export function isStarted(): boolean {
  const engine = process.env.PULUMI_NODEJS_ENGINE;
  return engine !== undefined && engine === addressOf(pulumi.runtime.getEngine());
}

/** The address that a client of gRPC connects to; the client is declared without its channel. */
function addressOf(client: unknown): string | undefined {
  if (!isObject(client) || !("getChannel" in client) || typeof client.getChannel !== "function") return undefined;
  const channel: unknown = client.getChannel();
  if (!isObject(channel) || !("getTarget" in channel) || typeof channel.getTarget !== "function") return undefined;
  return String(channel.getTarget()).replace(/^dns:/, "");
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
