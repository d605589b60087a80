import { type Cell, PASSED, type Verdict } from "../cell";
import { CLASSES, type Name } from "../random/objects";
import { type Contest, contestsOf, enumerate, NAMES } from "./interleavings";

/** Commands of the two writers together: in `npm test`, and in a full run, which takes them in parts. */
const SHARED_COMMANDS = 2;
const ALL_COMMANDS = 4;
const PARTS = 15;

/** Every interleaving of every contest. */
async function compete(contests: readonly Contest[]): Promise<Verdict> {
  const broken: string[] = [];
  let struck = 0;
  for (const contest of contests) {
    await enumerate(contest, (found, path, faulty) => {
      if (faulty.fault !== undefined && path.length >= faulty.fault.nth) struck++;
      const where = `in the order ${path} of ${JSON.stringify(faulty)}`;
      if (found.length > 0) broken.push(`${found.join("\n")}\n${where}`);
    });
  }
  return { ...PASSED, struck, lostUpdates: broken.filter((line) => line.startsWith("LOST")).length, broken };
}

const cellOf = (name: Name, title: string, isShared: boolean, contests: () => Contest[]): Cell => ({
  group: "two writers, every order",
  name: `${CLASSES[name].kind}, ${title}`,
  share: isShared,
  load: "computes",
  isOfSources: true,
  run: () => compete(contests()),
});

export const cells: Cell[] = NAMES.flatMap((name) => [
  cellOf(name, `${SHARED_COMMANDS} commands`, name === "calls", () => contestsOf(name, SHARED_COMMANDS)),
  ...Array.from({ length: PARTS }, (_, part) =>
    cellOf(name, `${ALL_COMMANDS} commands, part ${part + 1} of ${PARTS}`, false, () =>
      contestsOf(name, ALL_COMMANDS).filter((_contest, at) => at % PARTS === part),
    ),
  ),
]);
