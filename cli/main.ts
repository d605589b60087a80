#!/usr/bin/env node
import { Command } from "commander";
import { VERSION } from "../api/version";
import { emulatorCommand } from "./emulator";
import { executeCommand } from "./execute";

const EXAMPLES = `
Examples:
  $ twilio-intelligence emulator             an account on this machine to try things on
  $ twilio-intelligence emulator --json      the same for a script
  $ twilio-intelligence execute …            run one rule on one conversation
  $ twilio-intelligence help emulator        all that a command can do
`;

const program = new Command("twilio-intelligence")
  .description("Tools around Twilio Conversational Intelligence as code.")
  .version(VERSION)
  .addCommand(emulatorCommand())
  .addCommand(executeCommand())
  .addHelpText("after", EXAMPLES);

program.parseAsync().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
