import { type Cell, PASSED } from "../cell";
import { BEHAVIOURS, nameOf } from "./behaviours";
import { liveWith } from "./stack";

/** The one that `npm test` runs too; the first has all defaults, as every other test has. */
const SHARED = 1;

/** A stack's life with each behaviour of the API. */
export const cells: Cell[] = BEHAVIOURS.map((behaviour, at) => ({
  group: "contradictions, on the real engine",
  name: nameOf(behaviour),
  share: at === SHARED,
  load: "engine",
  async run(run) {
    await liveWith(run, behaviour);
    return PASSED;
  },
}));
