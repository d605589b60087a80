import { Command } from "commander";
import { progressOn } from "../shared/progressOn";
import { readStack, type StackFlags, withStackOptions } from "../shared/stack";
import { driftJson, driftText, isDrift } from "./driftReport";
import { findDrift } from "./findDrift";

interface Flags extends StackFlags {
  unmanaged?: true;
  json?: true;
}

const EXAMPLES = `
Examples:
  $ twilio-intelligence drift --stack prod
  $ twilio-intelligence drift --stack prod --unmanaged   what nobody has put into code, too
  $ twilio-intelligence drift --json | jq '.changed[].name'

It only reads: neither the account nor the state is changed. One list for each kind of object, whatever their number;
a Transcript is read by its id, because an account may hold any number of others.

Credentials are those of the stack, else TWILIO_API_KEY and TWILIO_API_SECRET.
Exit code: 0 no drift, 2 drift (with --unmanaged: or something that is not managed), 1 failed.
`;

/** `twilio-intelligence drift`: what has changed in the account since the stack was last applied or refreshed. */
export const driftCommand = (): Command =>
  withStackOptions(new Command("drift"))
    .summary("compare a stack's state with the account")
    .description("Tells what somebody else has changed or deleted since the stack was last applied or refreshed.")
    .option("--unmanaged", "name the objects of the account that this stack does not manage, too")
    .option("--json", "print one line of JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);

async function run({ unmanaged, json, ...flags }: Flags): Promise<void> {
  const progress = progressOn();
  try {
    progress.say("Reading the stack…");
    const found = await findDrift(await readStack(flags), unmanaged === true, progress);
    progress.done();
    console.log(json ? driftJson(found) : driftText(found, process.stdout));
    if (isDrift(found)) process.exitCode = 2;
  } finally {
    progress.done();
  }
}
