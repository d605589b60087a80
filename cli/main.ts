#!/usr/bin/env node
import "./shared/requireNode";
import { Command } from "commander";
import { VERSION } from "../api/version";
import { driftCommand } from "./drift/command";
import { emulatorCommand } from "./emulator/command";
import { executeCommand } from "./execute/command";
import { exportCommand } from "./export/command";
import { reviewCommand } from "./review/command";
import { verifyCommand } from "./verify/command";

const EXAMPLES = `
Examples:
  $ twilio-intelligence drift                show what others have changed in the account
  $ twilio-intelligence emulator             run the API on this machine, for tests
  $ twilio-intelligence emulator --json      the same, for scripts
  $ twilio-intelligence execute …            run one rule on one conversation
  $ twilio-intelligence export --out infra   write a Pulumi project for an account
  $ twilio-intelligence review preview.json  describe what a preview means for live conversations
  $ twilio-intelligence verify               check after an update that results still arrive
  $ twilio-intelligence help emulator        show the options of a command
`;

const program = new Command("twilio-intelligence")
  .description("Tools for Twilio Conversational Intelligence as code.")
  .version(VERSION)
  .addCommand(driftCommand())
  .addCommand(emulatorCommand())
  .addCommand(executeCommand())
  .addCommand(exportCommand())
  .addCommand(reviewCommand())
  .addCommand(verifyCommand())
  .addHelpText("after", EXAMPLES);

// A closed pipe, such as `| head`, ends the command without an error. A full disk is an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") console.error(`error: the output could not be written: ${error.message}`);
  process.exit(error.code === "EPIPE" ? process.exitCode : 1);
});

program.parseAsync().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
