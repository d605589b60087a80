import { measureAccounts } from "./accounts";
import { measureBackends } from "./backends";
import { measureGrowth } from "./growth";
import { measureImports } from "./imports";
import { measureLife } from "./life";
import { measureLoad } from "./load";
import type { Part, Settings } from "./part";
import { measureProfile } from "./profile/profile";
import { measureProgram } from "./program";
import { measurePush } from "./push/push";
import { raceWindow } from "./raceWindow";
import { measureRate } from "./rate";
import { countReads } from "./reads";
import { measureReview } from "./review";
import { measureScale } from "./scale/scale";
import { measureStacks } from "./stacks";

/** Parts of `npm run bench`, in the order in which they run. */
export const PARTS: Readonly<Record<string, (settings: Settings) => Promise<Part>>> = {
  load: measureLoad,
  reads: countReads,
  rate: measureRate,
  program: measureProgram,
  scale: measureScale,
  profile: measureProfile,
  growth: measureGrowth,
  stacks: measureStacks,
  backends: measureBackends,
  accounts: measureAccounts,
  life: measureLife,
  imports: measureImports,
  window: raceWindow,
  review: measureReview,
  push: measurePush,
};
