#!/usr/bin/env node
import "./shared/requireNode";
import { program } from "./program";

// A closed pipe, such as `| head`, ends the command without an error. A full disk is an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") console.error(`error: the output could not be written: ${error.message}`);
  process.exit(error.code === "EPIPE" ? process.exitCode : 1);
});

program()
  .then((command) => command.parseAsync())
  .catch((error: unknown) => {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
