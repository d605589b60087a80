/** One event in the history of an object, in the order of the server. */
export type Event =
  | {
      what: "write";
      /** Which command of which writer sent it. */
      by: Author;
      object: string;
      status: number;
      /** Version that the request named in `If-Match`. */
      ifMatch?: string | undefined;
      /** Versions before and after; `undefined` where the object was not there. */
      before: number | undefined;
      after: number | undefined;
    }
  /** An answer that the command has got, with the version in it. */
  | { what: "seen"; by: Author; object: string; version: number };

export interface Author {
  /** `undefined`: somebody else, who answers for himself. */
  writer: number | undefined;
  command: number;
}

/** What is known about the commands of a history. */
export interface Circumstances {
  /** Whether the server holds a write against its `If-Match`. */
  isGuarded(object: string): boolean;
  /** Commands that were killed: they can say nothing, and what they saw is in no state. */
  killed: ReadonlySet<number>;
  /** Whether the writer was told that its write replaced what it had not seen. */
  isReported(writer: number, object: string, before: number, after: number): boolean;
}

/**
 * Checks the history of versioned registers: a write takes effect only on the version that it names, a refusal has a reason, versions only
 * move with a write, and a write that replaced a version which its writer had not seen is reported. Returns what does not hold.
 */
export function checkRegisters(history: readonly Event[], circumstances: Circumstances): string[] {
  const current = new Map<string, number | undefined>();
  const seen = new Map<string, { writer: number | undefined; command: number; version: number }[]>();
  return history.flatMap((event) => {
    const { object, by } = event;
    if (event.what === "seen") {
      seen.set(object, [...(seen.get(object) ?? []), { ...by, version: event.version }]);
      const newest = current.get(object);
      const isAhead = newest !== undefined && event.version > newest;
      return isAhead ? [`${object}: an answer had version ${event.version}, and the newest is ${newest}`] : [];
    }
    const known = current.has(object) ? current.get(object) : event.before;
    current.set(object, event.after);
    return [
      ...(known === event.before ? [] : [`${object} went from version ${known} to ${event.before} without a write`]),
      ...unlawful(event, circumstances),
      ...unreported(event, circumstances, seen.get(object) ?? []),
    ].map((line) => (by.writer === undefined ? line : `${line} (writer ${by.writer}, command ${by.command})`));
  });
}

type Write = Event & { what: "write" };

function unlawful({ object, status, ifMatch, before, after }: Write, { isGuarded }: Circumstances): string[] {
  const named = ifMatch?.replaceAll('"', "");
  const fits = named === undefined || named === "*" || named === String(before);
  if (status === 412)
    return [
      ...(fits ? [`${object} refused a write against ${named}, which was its version`] : []),
      ...(before === after ? [] : [`${object} took a write that it refused`]),
    ];
  if (before === undefined || after === undefined) return [];
  return [
    ...(fits || before === after || !isGuarded(object) ? [] : [`${object} at ${before} took a write against ${named}`]),
    ...(after === before || after === before + 1 ? [] : [`${object} went from ${before} to ${after} with one write`]),
  ];
}

function unreported(
  { object, by, ifMatch, before, after }: Write,
  { killed, isReported }: Circumstances,
  seen: readonly { writer: number | undefined; command: number; version: number }[],
): string[] {
  const { writer, command } = by;
  if (writer === undefined || before === undefined || after === undefined || after === before) return [];
  if (killed.has(command)) return [];
  // Who names a version has seen it, also where the command that saw it was killed after it was recorded.
  if (ifMatch?.replaceAll('"', "") === String(before)) return [];
  const hasSeen = seen.some(
    (one) => one.writer === writer && one.version === before && (one.command === command || !killed.has(one.command)),
  );
  if (hasSeen || isReported(writer, object, before, after)) return [];
  return [`LOST ${object}: version ${before} was replaced by ${after} unseen, and nobody was told`];
}
