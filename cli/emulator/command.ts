import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Behaviour, behaviourOf, behaviourSchema, type Switch, switches } from "../../emulator/behaviour";
import { type Emulator, type EmulatorOptions, type Fault, type SeedInput, startEmulator } from "../../emulator/index";
import { seedSchema } from "../../emulator/seed/seedSchema";
import { PORT_MAX } from "../../emulator/server/addresses";
import { faultList } from "../../emulator/server/faults";
import { firstIssue } from "../../emulator/values/json";

interface Flags extends Partial<Behaviour> {
  port: number;
  accounts: number;
  db?: string;
  latency: number;
  rate?: number;
  behaviour?: Behaviour;
  lag: number;
  transcript: number;
  seed?: SeedInput;
  faults?: Fault[];
  clock: number;
  json?: true;
}

const EXAMPLES = `
Examples:
  $ twilio-intelligence emulator
  $ twilio-intelligence emulator --port 8080 --db account.db
  $ twilio-intelligence emulator --latency 200 --rate 20 --if-match ignored
  $ twilio-intelligence emulator --lag 1500 --behaviour behaviour.json
  $ twilio-intelligence emulator --port 0 --json

Example of a --behaviour file. Members are named like the options, in camel case:
  { "ifMatch": "ignored", "operatorPut": "preview" }

Example of a --faults file. The first create of a Service is processed, but not answered:
  [{ "method": "POST", "path": "^/v2/Services$", "fault": "drop-after" }]
`;

/** `twilio-intelligence emulator`: runs Twilio's Intelligence API on this machine until it is interrupted. */
export function emulatorCommand(): Command {
  const command = new Command("emulator")
    .summary("run Twilio's Intelligence API on this machine")
    .description("Runs Twilio's Intelligence API, v2 and v3, on 127.0.0.1 until it is interrupted.")
    .option("--port <n>", "port for all hosts; the three hosts take the next ports; 0: any", whole(0, PORT_MAX), 0)
    .option("--db <file>", "SQLite file for account, key and data (default: in memory)")
    .option("--accounts <n>", "number of accounts, each with its own credentials and objects", whole(1, 100), 1)
    .option("--latency <ms>", "delay of every answer", whole(0, 600_000), 0)
    .option("--rate <rps>", "answer 429 beyond this many requests per second (default: no limit)", whole(1, 1_000_000))
    .option("--lag <ms>", "delay until a write that was answered with 202 appears", whole(0, 600_000), 0)
    .option("--transcript <ms>", "time from queued to the final status of a transcript", whole(0, 600_000), 200)
    .option("--seed <file>", "JSON with the content of transcripts, conversations and results", seedFile)
    .option("--faults <file>", "JSON array of faults", faultFile)
    .option("--clock <ms>", "difference between the emulator's clock and this machine's", offset, 0)
    .option("--json", "print one line of JSON when it listens, and nothing else")
    .option("--behaviour <file>", "JSON object with any of the switches below, which take precedence", behaviourFile)
    .addHelpText("after", EXAMPLES)
    .action(run);
  for (const one of switches) command.addOption(optionOf(one));
  return command;
}

/** Returns the option of a switch. It has no default of its own, so that it takes precedence over a file only if it is given. */
const optionOf = ({ name, values, default: fallback, effect }: Switch): Option =>
  new Option(`--${dashed(name)} <mode>`, `${effect} (default: "${fallback}")`).choices(values);

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

async function run(flags: Flags): Promise<void> {
  const { latency, lag, transcript, clock, json, behaviour, ...rest } = flags;
  const options: EmulatorOptions = {
    ...behaviour,
    ...rest,
    latencyMs: latency,
    lagMs: lag,
    transcriptMs: transcript,
    clockMs: clock,
  };
  const emulator = await startEmulator(options);
  const stop = () => void emulator.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // Printed last, because a program that waits for this line may send a signal immediately.
  console.log(json ? JSON.stringify(forPrograms(emulator)) : forPeople(emulator, options));
}

/** Returns the content of the JSON line that `--json` prints. */
function forPrograms(emulator: Emulator) {
  const { url, intelligenceUrl, conversationsUrl, memoryUrl, accountSid, apiKey, apiSecret } = emulator;
  const accounts = emulator.accounts.map(({ accountSid, apiKey, apiSecret }) => ({ accountSid, apiKey, apiSecret }));
  const one = { url, intelligenceUrl, conversationsUrl, memoryUrl, accountSid, apiKey, apiSecret };
  return accounts.length === 1 ? one : { ...one, accounts };
}

function forPeople(emulator: Emulator, options: EmulatorOptions): string {
  const { url, accountSid, apiKey, apiSecret } = emulator;
  return `Twilio's Intelligence, Conversations and Memory APIs are at ${url}
Each of Twilio's hosts also has its own address, which refuses the paths of the other hosts:
  intelligence.twilio.com   ${emulator.intelligenceUrl}
  conversations.twilio.com  ${emulator.conversationsUrl}
  memory.twilio.com         ${emulator.memoryUrl}

${[...describe(options), ...furtherAccounts(emulator)].join("\n")}

To use it in a Pulumi stack:
  pulumi config set twilio-intelligence:baseUrl ${url}
  pulumi config set twilio-intelligence:accountSid ${accountSid}
  pulumi config set twilio-intelligence:apiKey ${apiKey}
  pulumi config set --secret twilio-intelligence:apiSecret ${apiSecret}

Or in the environment:
  export TWILIO_INTELLIGENCE_BASE_URL=${url}
  export TWILIO_ACCOUNT_SID=${accountSid}
  export TWILIO_API_KEY=${apiKey}
  export TWILIO_API_SECRET=${apiSecret}

To try it, with the environment set:
  curl -u $TWILIO_API_KEY:$TWILIO_API_SECRET $TWILIO_INTELLIGENCE_BASE_URL/v2/Services

Press Ctrl-C to stop it.`;
}

function furtherAccounts({ accounts }: Emulator): string[] {
  if (accounts.length === 1) return [];
  const lines = accounts.slice(1).map(({ accountSid, apiKey, apiSecret }) => `  ${accountSid} ${apiKey} ${apiSecret}`);
  return ["Further accounts, in addition to the one below (account SID, API key, API secret):", ...lines];
}

/** Returns a line about the database, and one for each option and switch that is not the default. */
function describe(options: EmulatorOptions): string[] {
  const { db, latencyMs, rate, lagMs, faults, clockMs } = options;
  const lines = [
    db === undefined
      ? "Account and data are in memory, and are lost when it stops (--db FILE keeps them)."
      : `Account and data are in ${db}.`,
  ];
  if (latencyMs) lines.push(`Every answer is delayed by ${latencyMs} ms.`);
  if (rate !== undefined) lines.push(`More than ${rate} requests per second are answered with 429.`);
  const behaviour = new Map<string, string>(Object.entries(behaviourOf(options)));
  for (const { name, default: fallback, effect } of switches) {
    const value = behaviour.get(name);
    if (value !== fallback) lines.push(`${name} is ${value}: ${effect}.`);
  }
  if (lagMs) lines.push(`A write that is answered with 202 appears after ${lagMs} ms.`);
  if (clockMs) lines.push(`Its clock is ${Math.abs(clockMs)} ms ${clockMs > 0 ? "ahead" : "behind"}.`);
  if (faults?.length) lines.push(`${faults.length} fault${faults.length === 1 ? " is" : "s are"} active.`);
  return lines;
}

const offset = (text: string): number => {
  if (/^[+-]?\d{1,12}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number of milliseconds, negative for a clock that is behind.");
};

const whole =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function seedFile(file: string): SeedInput {
  const parsed = seedSchema.safeParse(read(file));
  if (!parsed.success) throw new InvalidArgumentError(firstIssue(parsed.error));
  return parsed.data;
}

function behaviourFile(file: string): Behaviour {
  const parsed = behaviourSchema.safeParse(read(file));
  if (!parsed.success) throw new InvalidArgumentError(firstIssue(parsed.error));
  return parsed.data;
}

function faultFile(file: string): Fault[] {
  const parsed = faultList.safeParse(read(file));
  if (!parsed.success) throw new InvalidArgumentError(firstIssue(parsed.error));
  return parsed.data;
}
