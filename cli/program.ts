import { Command } from "commander";
import { VERSION } from "../api/version";
import { driftCommand } from "./drift/command";
import { emulatorCommand } from "./emulator/command";
import { executeCommand } from "./execute/command";
import { exportCommand } from "./export/command";
import { historyCommand } from "./history/command";
import { overviewCommand } from "./overview/command";
import { reviewCommand } from "./review/command";
import { verifyCommand } from "./verify/command";

const EXAMPLES = `
Examples:
  $ twilio-intelligence drift                show what others have changed in the account
  $ twilio-intelligence emulator             run the API on this machine, for tests
  $ twilio-intelligence emulator --json      the same, for scripts
  $ twilio-intelligence execute …            run one rule on one conversation
  $ twilio-intelligence export --out infra   write a Pulumi project for an account
  $ twilio-intelligence history              show the versions of operators beside updates and commits
  $ twilio-intelligence overview */r.json    put the reviews of several stacks into one comment
  $ twilio-intelligence review preview.json  describe what a preview means for live conversations
  $ twilio-intelligence verify               check after an update that results still arrive
  $ twilio-intelligence help emulator        show the options of a command
`;

/** The `twilio-intelligence` command. */
export const program = (): Command =>
  new Command("twilio-intelligence")
    .description("Tools for Twilio Conversational Intelligence as code.")
    .version(VERSION)
    .addCommand(driftCommand())
    .addCommand(emulatorCommand())
    .addCommand(executeCommand())
    .addCommand(exportCommand())
    .addCommand(historyCommand())
    .addCommand(overviewCommand())
    .addCommand(reviewCommand())
    .addCommand(verifyCommand())
    .addHelpText("after", EXAMPLES);
