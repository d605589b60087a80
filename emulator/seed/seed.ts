import { readFileSync } from "node:fs";
import { firstIssue, parseJson } from "../values/json";
import { sample } from "./sample";
import { type Seed, type SeedInput, type SeedRecording, seedSchema } from "./seedSchema";

/** Returns the given seed, the seed in the given file, or the built-in seed. Throws an Error that describes the first problem. */
export function loadSeed(given: SeedInput | string | undefined): Seed {
  const parsed = seedSchema.safeParse(typeof given === "string" ? readSeed(given) : (given ?? sample));
  if (!parsed.success) throw new Error(`invalid seed: ${firstIssue(parsed.error)}`);
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

/** Returns the seed's recording for a media URL or SID, or that of the built-in seed. */
export function recordingOf({ recordings }: Seed, media: string): SeedRecording {
  const builtIn = seedSchema.parse(sample).recordings;
  const fits = ({ media: part }: SeedRecording): boolean => part === undefined || media.includes(part);
  return [...recordings, ...builtIn].find(fits) ?? { status: "completed", sentences: [], operator_results: [] };
}
