import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { type Account, readAccounts } from "./accounts";
import { deployAccount, type Outcome } from "./deployAccount";

const USAGE = `Usage: npm run deploy -- [--engines N] [--accounts FILE] [--unlock NAME]... [NAME]...
Deploys the stack of every account in accounts.json, or of those that are named. Run it again after a failure: what is done stays unchanged.
  --engines N     Number of accounts that are deployed at a time. Defaults to the number of processor cores.
  --accounts FILE Lists the accounts. Defaults to accounts.json.
  --unlock NAME   Removes the lock that an interrupted update of this account has left. Make sure first that no other update of it runs.`;

interface Plan {
  accounts: Account[];
  unlock: readonly string[];
  engines: number;
}

async function main(args: string[]): Promise<void> {
  if (args.includes("--help")) {
    console.log(USAGE);
    return;
  }
  const plan = planOf(args);
  const outcomes = await deployAll(plan, stopOnSignal());
  console.log(`\n${summaryOf(outcomes).join("\n")}`);
  if (outcomes.some(({ status }) => status === "failed" || status === "not started")) process.exitCode = 1;
}

function planOf(args: string[]): Plan {
  const { values, positionals } = parseArgs({
    args,
    options: {
      engines: { type: "string", default: String(availableParallelism()) },
      accounts: { type: "string", default: "accounts.json" },
      unlock: { type: "string", multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  const engines = Number(values.engines);
  if (!Number.isInteger(engines) || engines < 1) throw new Error(`--engines must be 1 or more.\n${USAGE}`);
  const all = readAccounts(values.accounts);
  const unknown = [...positionals, ...values.unlock].find((name) => !all.some((account) => account.name === name));
  if (unknown !== undefined) throw new Error(`${values.accounts} has no account ${unknown}.`);
  const accounts = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  return { accounts, unlock: values.unlock, engines };
}

/** Deploys the accounts, at most `engines` at a time. Starts no further account once `signal` is aborted. */
async function deployAll({ accounts, unlock, engines }: Plan, stop: Stop): Promise<Outcome[]> {
  const pulumi = await PulumiCommand.get();
  const waiting = [...accounts];
  const outcomes = new Map<string, Outcome>();
  const work = async () => {
    for (let account = waiting.shift(); account !== undefined; account = waiting.shift()) {
      const { name } = account;
      if (stop.isRequested) {
        outcomes.set(name, { name, status: "not started", text: "not started" });
        continue;
      }
      console.log(`${name} …`);
      const outcome = await deployAccount(account, { pulumi, unlock: unlock.includes(name), signal: stop.signal });
      outcomes.set(name, outcome);
      console.log(`${name} ${outcome.text} [${outcomes.size} of ${accounts.length}]`);
    }
  };
  await Promise.all(Array.from({ length: engines }, work));
  return accounts.flatMap(({ name }) => outcomes.get(name) ?? []);
}

function summaryOf(outcomes: readonly Outcome[]): string[] {
  const count = (status: Outcome["status"]) => outcomes.filter((one) => one.status === status).length;
  const counts = (["changed", "unchanged", "failed", "not started"] as const).flatMap((status) =>
    count(status) === 0 ? [] : `${count(status)} ${status}`,
  );
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const failed = outcomes.filter(({ status }) => status === "failed").map(({ name }) => name);
  return [
    `${outcomes.length} accounts: ${counts.join(", ")}`,
    ...outcomes.map(({ name, text }) => `  ${name.padEnd(width)}  ${text}`),
    ...(failed.length === 0
      ? []
      : [`Failed: ${failed.join(", ")}. Run \`npm run deploy\` again when the cause is gone.`]),
  ];
}

/** Request of a person or of a pipeline to stop. */
interface Stop {
  isRequested: boolean;
  /** Passes the request on to the engines. */
  signal: AbortSignal;
}

/** The first signal lets each engine end what it has begun and release the lock of its stack. A second one kills. */
function stopOnSignal(): Stop {
  const engines = new AbortController();
  const stop: Stop = { isRequested: false, signal: engines.signal };
  // Not `once`: without a listener, Pulumi's SDK ends this process at the signal, before the engines have ended.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (stop.isRequested) process.exit(1);
      console.log("Stopping: the updates that have begun are cancelled, and no further one starts.");
      stop.isRequested = true;
      // A terminal sends Ctrl-C to the engines too, and an engine that gets it twice leaves its lock behind.
      if (signal === "SIGTERM" || !process.stdin.isTTY) engines.abort();
    });
  return stop;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
