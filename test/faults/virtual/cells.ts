import { type Cell, PASSED, type Verdict } from "../cell";
import { CLASSES } from "../random/objects";
import { type Contest, contestsOf, enumerate, NAMES } from "./interleavings";

/** Commands of the two writers together. */
const MOST = { share: 2, all: 3 } as const;

/** Every interleaving of every contest. */
async function compete(contests: readonly Contest[]): Promise<Verdict> {
  const broken: string[] = [];
  for (const contest of contests) {
    await enumerate(contest, (found, path) => {
      const where = `in the order ${path.join("")} of ${JSON.stringify(contest)}`;
      if (found.length > 0) broken.push(`${found.join("\n")}\n${where}`);
    });
  }
  return { ...PASSED, lostUpdates: broken.filter((line) => line.startsWith("LOST")).length, broken };
}

export const cells: Cell[] = NAMES.flatMap((name) =>
  (["share", "all"] as const).map((which) => {
    const most = MOST[which];
    return {
      group: "two writers, every order",
      name: `${CLASSES[name].kind}, ${most} commands`,
      share: which === "share" && name === "calls",
      load: "quick",
      run: () => compete(contestsOf(name, most)),
    } satisfies Cell;
  }),
);
