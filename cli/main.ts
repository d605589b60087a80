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
  $ twilio-intelligence drift                what somebody else has changed in the account
  $ twilio-intelligence emulator             an account on this machine to try things on
  $ twilio-intelligence emulator --json      the same for a script
  $ twilio-intelligence execute …            run one rule on one conversation
  $ twilio-intelligence export --out infra   an account as a Pulumi project
  $ twilio-intelligence review preview.json  what a pulumi preview means for live conversations
  $ twilio-intelligence verify               whether results still come, after an up
  $ twilio-intelligence help emulator        all that a command can do
`;

const program = new Command("twilio-intelligence")
  .description("Tools around Twilio Conversational Intelligence as code.")
  .version(VERSION)
  .addCommand(driftCommand())
  .addCommand(emulatorCommand())
  .addCommand(executeCommand())
  .addCommand(exportCommand())
  .addCommand(reviewCommand())
  .addCommand(verifyCommand())
  .addHelpText("after", EXAMPLES);

// A reader that has seen enough, such as `head`, ends the command; a disk that is full is an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") console.error(`error: the output could not be written: ${error.message}`);
  process.exit(error.code === "EPIPE" ? process.exitCode : 1);
});

program.parseAsync().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
