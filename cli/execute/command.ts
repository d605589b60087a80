import { Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import type { Client } from "../../api/client";
import { poll } from "../../api/poll";
import { fetchConfiguration } from "../../api/v3/configurations";
import { executeRule, fetchOperatorResult, listOperatorResults } from "../../api/v3/conversations";
import { configurationId, conversationId, ruleId } from "../../api/wire/ids";
import type { OperatorResult } from "../../api/wire/v3/conversation";
import { connect } from "../../provider/client";
import { readSettings } from "../../provider/settings";
import { matching, secondsUpTo } from "../shared/flags";

interface Flags {
  configuration: string;
  rule: string;
  conversation: string;
  parameters?: Record<string, z.core.util.JSONType>;
  wait: number;
  json?: true;
}

const EXAMPLES = `
Examples:
  $ twilio-intelligence execute --configuration intelligence_configuration_01… \\
      --rule intelligence_configurationrule_01… --conversation conv_conversation_01… --wait 30

Parameters apply to this run only, and to every operator of the rule:
  $ twilio-intelligence execute … --parameters '{"tone": "formal"}'

It uses the credentials in TWILIO_API_KEY and TWILIO_API_SECRET.
Exit code: 0 done, 1 failed, 2 no result in time.
`;

/** `twilio-intelligence execute`: runs one rule on one conversation, and shows the results of its operators. */
export function executeCommand(): Command {
  return new Command("execute")
    .summary("run one rule on one conversation")
    .description("Runs one rule of an Intelligence Configuration once, on one conversation.")
    .requiredOption("--configuration <id>", "the Intelligence Configuration", matching(configurationId))
    .requiredOption("--rule <id>", "the rule of that Configuration", matching(ruleId))
    .requiredOption("--conversation <id>", "the conversation", matching(conversationId))
    .option("--parameters <json>", "values for the operators' parameters in this run", parameters)
    .option("--wait <seconds>", "time to wait for results; 0 does not wait", secondsUpTo(600), 0)
    .option("--json", "print the results as one line of JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const client = connect(readSettings(() => undefined, process.env));
  const configuration = await fetchConfiguration(client, flags.configuration);
  const rule = configuration?.value.rules?.find(({ id }) => id === flags.rule);
  if (rule === undefined) throw new Error(`The account has no rule ${flags.rule} in ${flags.configuration}.`);
  const operators = (rule.operators ?? []).flatMap(({ id }) => id ?? []);
  const known = new Set(await resultIds(client, flags));
  const { parameters } = flags;
  await executeRule(client, {
    intelligenceConfigurationId: flags.configuration,
    ruleId: flags.rule,
    conversationId: flags.conversation,
    ...(parameters && { rule: { operators: operators.map((id) => ({ id, parameters })) } }),
  });
  const results = await waitFor(client, flags, known, operators.length);
  print(flags, results);
  if (flags.wait > 0 && results.length === 0) process.exitCode = 2;
}

const PACE = { firstMs: 500, longestMs: 3_000 };

/** Waits until there is a new result for each operator of the rule, or until the time is over. Returns the new results. */
async function waitFor(
  client: Client,
  flags: Flags,
  known: ReadonlySet<string>,
  wanted: number,
): Promise<OperatorResult[]> {
  if (flags.wait === 0) return [];
  let fresh: string[] = [];
  await poll(
    async () => {
      fresh = (await resultIds(client, flags)).filter((id) => !known.has(id));
      return { done: fresh.length >= wanted || undefined };
    },
    { ...PACE, withinMs: flags.wait * 1000 },
    client,
  );
  const results = await Promise.all(fresh.map((id) => fetchOperatorResult(client, id)));
  return results.flatMap((result) => (result === undefined ? [] : [result.value]));
}

async function resultIds(client: Client, { configuration, conversation, rule }: Flags): Promise<string[]> {
  const ids: string[] = [];
  const filter = { conversationId: conversation, intelligenceConfigurationId: configuration };
  for await (const { id, intelligenceConfiguration } of listOperatorResults(client, filter)) {
    if (intelligenceConfiguration?.ruleId === rule) ids.push(id);
  }
  return ids;
}

function print({ json, wait, rule, conversation }: Flags, results: readonly OperatorResult[]): void {
  if (json) {
    console.log(JSON.stringify(results));
    return;
  }
  console.log(`Twilio accepted the run of rule ${rule} on ${conversation}.`);
  if (wait > 0 && results.length === 0) {
    console.log(
      `No result arrived within ${wait} s. A Configuration that was updated in place may no longer run: see updateStrategy in the README.`,
    );
  }
  for (const { operator, intelligenceConfiguration, result } of results) {
    console.log(
      `${operator?.id} version ${operator?.version}, configuration version ${intelligenceConfiguration?.version}:`,
    );
    console.log(`  ${JSON.stringify(result)}`);
  }
}

function parameters(text: string): Record<string, z.core.util.JSONType> {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  } catch {
    throw new InvalidArgumentError('It must be a JSON object, such as {"tone": "formal"}.');
  }
}
