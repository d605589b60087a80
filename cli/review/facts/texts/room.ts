import { fitting } from "../../fitting";
import { count, say, words } from "../../phrase";
import { type Fact, quiet } from "../fact";
import { shares } from "./share";
import type { DiffLine } from "./textDiff";

/** Bytes of a comment for its head and the warnings. The rest is for changed texts and all that is said about objects. */
const HEAD = 8_000;
/** Part of a comment that is kept free for changed texts, however much else there is to say. */
const TEXTS_MIN = 1 / 3;
/** Bytes of markup of each object and of each fact. */
const [OBJECT, FACT] = [150, 40];

const lineSize = ({ text }: DiffLine): number => Buffer.byteLength(text) + 3;
const sizeOf = (lines: readonly DiffLine[]): number => lines.reduce((sum, line) => sum + lineSize(line), 0);
const saySize = ({ say, risks }: Fact): number =>
  (1 + risks.length) * say.reduce((sum, part) => sum + Buffer.byteLength("words" in part ? part.words : part.value), 0);

/** Shares the room of a comment of at most `max` bytes between all changed texts, and says of each object which of its texts are not shown in full. */
export function withRoom(objects: readonly (readonly Fact[])[], max: number): Fact[][] {
  const facts = objects.flat();
  const told = objects.length * OBJECT + facts.reduce((sum, fact) => sum + FACT + saySize(fact), 0);
  const got = shares(
    facts.map(({ diff }) => sizeOf(diff ?? [])),
    Math.max(max * TEXTS_MIN, max - HEAD - told),
  );
  const rooms = new Map(facts.map((fact, at) => [fact, got[at] ?? 0]));
  return objects.map((all) =>
    all.flatMap((fact) => {
      const { diff = [] } = fact;
      const room = fitting(diff.map(lineSize), rooms.get(fact) ?? 0);
      return room === diff.length ? [fact] : [{ ...fact, room }, cut(fact, diff.length - room)];
    }),
  );
}

const cut = ({ say: what }: Fact, number: number): Fact =>
  quiet(
    say`${what}: ${words(count(number, "line"))} of this text ${words(number === 1 ? "does" : "do")} not fit in the comment`,
    "R058",
  );
