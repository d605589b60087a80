import type { CommandOptions, Ended } from "./command";
import { runnerOf } from "./commandHere";

/* Runs commands as they ship, one after the other, for the process that started it. */

const { program }: typeof import("../../../cli/program") = require("../../../dist/cli/program.js");
const run = runnerOf(program);

export interface Question {
  args: readonly string[];
  options: CommandOptions;
}
export type Answer = { ended: Ended } | { error: unknown };

process.on("message", ({ args, options }: Question) => {
  run(args, options).then(
    (ended) => process.send?.({ ended } satisfies Answer),
    (error: unknown) => process.send?.({ error } satisfies Answer),
  );
});

process.once("disconnect", () => process.exit());
