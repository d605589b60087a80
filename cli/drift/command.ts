import { Command } from "commander";
import { progressOn } from "../shared/progressOn";
import { readStack, type StackFlags, withStackOptions } from "../shared/stack";
import { driftJson, driftText, isDrift, isIncomplete } from "./driftReport";
import { findDrift } from "./findDrift";

interface Flags extends StackFlags {
  unmanaged?: true;
  json?: true;
}

const EXAMPLES = `
Examples:
  $ twilio-intelligence drift --stack prod
  $ twilio-intelligence drift --stack prod --unmanaged   also lists objects that the stack does not manage
  $ twilio-intelligence drift --json | jq '.changed[].name'

It only reads, and changes neither the account nor the state. It sends one list request per kind of object (and page). Transcripts
are read by id, because an account can have any number of them.

It uses the credentials of the stack, or else TWILIO_API_KEY and TWILIO_API_SECRET. With --unmanaged, an account that has none, and
no managed object, is named and not looked at. With --state but without --stack, the accounts of the config are not known.
Exit code: 0 no drift, 2 drift (with --unmanaged, also an unmanaged object), 1 failed, or no drift but a named account was not looked at.
`;

/** `twilio-intelligence drift`: shows what has changed in the account since the stack was last applied or refreshed. */
export const driftCommand = (): Command =>
  withStackOptions(new Command("drift"))
    .summary("compare a stack's state with the account")
    .description("Shows what others have changed or deleted since the stack was last applied or refreshed.")
    .option("--unmanaged", "also list objects that the stack does not manage, in each of its accounts")
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
    else if (isIncomplete(found)) process.exitCode = 1;
  } finally {
    progress.done();
  }
}
