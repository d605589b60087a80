import { Command } from "commander";
import { VERSION } from "../api/version";

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

/** Commands by name. Each is loaded when it is asked for: a command needs no file of the others. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  drift: async () => (await import("./drift/command.ts")).driftCommand(),
  emulator: async () => (await import("./emulator/command.ts")).emulatorCommand(),
  execute: async () => (await import("./execute/command.ts")).executeCommand(),
  export: async () => (await import("./export/command.ts")).exportCommand(),
  history: async () => (await import("./history/command.ts")).historyCommand(),
  overview: async () => (await import("./overview/command.ts")).overviewCommand(),
  review: async () => (await import("./review/command.ts")).reviewCommand(),
  verify: async () => (await import("./verify/command.ts")).verifyCommand(),
};

/** The `twilio-intelligence` command with one of its commands, or with all of them if `name` is none: for `--help`, and for a typing error. */
export async function program(name = process.argv[2] ?? ""): Promise<Command> {
  const loaders = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
  const all = new Command("twilio-intelligence")
    .description("Tools for Twilio Conversational Intelligence as code.")
    .version(VERSION)
    .addHelpText("after", EXAMPLES);
  for (const load of loaders) if (load !== undefined) all.addCommand(await load());
  return all;
}
