import { readFileSync } from "node:fs";
import { firstIssue, parseJson } from "../values/json";
import { sample } from "./sample";
import { type Seed, type SeedInput, type SeedRecording, seedSchema } from "./seedSchema";

/** Checks a seed, reads it from a file where it is given as a path, takes the built-in one where there is none. Throws an Error that says what is wrong. */
export function loadSeed(given: SeedInput | string | undefined): Seed {
  const parsed = seedSchema.safeParse(typeof given === "string" ? readSeed(given) : (given ?? sample));
  if (!parsed.success) throw new Error(`not a seed: ${firstIssue(parsed.error)}`);
  return parsed.data;
}

function readSeed(file: string): unknown {
  try {
    return parseJson(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot read the seed ${file}: ${reason}`, { cause: error });
  }
}

/** What is heard in the media of a URL or SID: as the seed says, else as the built-in one does. */
export function recordingOf({ recordings }: Seed, media: string): SeedRecording {
  const builtIn = seedSchema.parse(sample).recordings;
  const fits = ({ media: part }: SeedRecording): boolean => part === undefined || media.includes(part);
  return [...recordings, ...builtIn].find(fits) ?? { status: "completed", sentences: [], operator_results: [] };
}
