import { styleText } from "node:util";
import { entryOf, type KindName } from "../../provider/catalogue";
import { show, showItem } from "../../provider/values/show";
import type { FoundDrift } from "./findDrift";

/** Whether there is drift. Unmanaged objects count if they were requested. */
export const isDrift = ({ changed, vanished, unmanaged }: FoundDrift): boolean =>
  changed.length + vanished.length + unmanaged.length > 0;

const nounOf = (kind: KindName): string => entryOf(kind).resource.noun;

/** Whether an account of the config was not looked at. A stack can do without a default account. */
export const isIncomplete = ({ unread }: FoundDrift): boolean => unread.some(({ account }) => account !== undefined);

/** Returns the report as text, with colours if `out` is a terminal. */
export function driftText(found: FoundDrift, out: NodeJS.WriteStream): string {
  const paint = (colour: "yellow" | "red" | "green" | "dim", text: string) => styleText(colour, text, { stream: out });
  const { changed, vanished, unmanaged } = found;
  const lines = [headline(found)];
  for (const { kind, name, id, recordedVersion, liveVersion, changes } of changed) {
    const version =
      recordedVersion === undefined
        ? ""
        : `: it is at version ${liveVersion}, the state records version ${recordedVersion}`;
    lines.push("", `${paint("yellow", "~")} ${nounOf(kind)} ${name} ${paint("dim", id)} changed${version}`);
    for (const { path, from, to, declared } of changes)
      lines.push(`    ${path}: ${places({ from, to })}${declared ? "" : " (not declared)"}`);
  }
  if (vanished.length > 0) lines.push("");
  for (const { kind, name, id } of vanished) {
    lines.push(`${paint("red", "-")} ${nounOf(kind)} ${name} ${paint("dim", id)} is no longer in the account`);
  }
  if (unmanaged.length > 0) lines.push("");
  for (const { kind, id, title, account } of unmanaged) {
    const where = account === undefined ? "" : ` in account ${account}`;
    const named = title === undefined ? "" : ` ${show(title)}`;
    lines.push(
      `${paint("green", "+")} ${nounOf(kind)}${named} ${paint("dim", id)}${where} is not managed by this stack`,
    );
  }
  if (found.uncompared.length > 0) lines.push("");
  for (const { kind, name, id, paths } of found.uncompared) {
    lines.push(
      `${paint("yellow", "?")} ${nounOf(kind)} ${name} ${paint("dim", id)}: ${paths.join(", ")} not compared, because it is encrypted in the state. To compare it, pass the output of \`pulumi stack export --show-secrets\` with --state.`,
    );
  }
  if (found.unread.length > 0) lines.push("");
  for (const { account, reason } of found.unread) {
    const which = account === undefined ? "The default account of the stack" : `Account ${account}`;
    lines.push(`${paint("yellow", "?")} ${which} was not looked at, because it has no credentials: ${reason}`);
  }
  return [...lines, ...next(found)].join("\n");
}

/** Both values of a place. What only one side has is shown with its webhooks. */
function places({ from, to }: { from: unknown; to: unknown }): string {
  const shown = from === undefined || to === undefined ? showItem : show;
  return `${shown(from)} → ${shown(to)}`;
}

function headline({ stack, compared, changed, vanished, unmanaged }: FoundDrift): string {
  const counts = [
    [changed.length, "changed"],
    [vanished.length, "deleted"],
    [unmanaged.length, "not managed"],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  const looked = `${compared} ${compared === 1 ? "object" : "objects"} compared`;
  return counts.length === 0 ? `${stack}: no drift, ${looked}.` : `${stack}: ${counts.join(", ")}, ${looked}.`;
}

/** Next steps. A test follows each of them and then checks the account. */
const next = (found: FoundDrift): string[] =>
  [advice(found), undeclaredAdvice(found), unmanagedAdvice(found)].flatMap((lines) =>
    lines.length === 0 ? [] : ["", ...lines],
  );

function advice({ changed, vanished }: FoundDrift): string[] {
  const isDeclared = changed.some(({ changes }) => changes.some(({ declared }) => declared));
  if (!isDeclared && vanished.length === 0) return [];
  const undo = [
    ...(isDeclared ? ["restores the declared values"] : []),
    ...(vanished.length > 0 ? ["creates what was deleted again, with new ids"] : []),
  ];
  const empty = vanished.some(({ kind }) => kind === "MemoryStore") ? " A Memory Store is then empty." : "";
  const keep = isDeclared ? " To keep a change, declare it first." : "";
  return [
    `Next: run \`pulumi refresh\` to record the account's values in the state. Then \`pulumi up\` ${undo.join(" and ")}.${empty}${keep}`,
  ];
}

/** The engine compares what is declared, so an `up` alone leaves the rest as it is in the account. */
function undeclaredAdvice({ changed }: FoundDrift): string[] {
  const all = changed.flatMap(({ kind, name, undeclared }) =>
    undeclared.map((one) => ({ ...one, resource: `${nounOf(kind)} ${name}` })),
  );
  if (all.length === 0) return [];
  return [
    "The program does not declare what is marked `(not declared)`, and `pulumi up` leaves it as it is. To undo it, add the line to the program, then run `pulumi refresh` and `pulumi up`. To accept it, run `pulumi refresh`.",
    ...all.map(({ resource, property, line, reason }) => `    ${resource}: ${line ?? `${property} ${reason}`}`),
  ];
}

const unmanagedAdvice = ({ unmanaged }: FoundDrift): string[] =>
  unmanaged.length === 0
    ? []
    : [
        "To manage these objects, import them with `npx pulumi-twilio-intelligence export` or the resource option `import`.",
      ];

/** Returns the report as JSON. `version` increases if a member is removed or changes its meaning. */
export const driftJson = (found: FoundDrift): string =>
  JSON.stringify({
    version: 1,
    ...found,
    changed: found.changed.map(({ changes, ...one }) => ({
      ...one,
      changes: changes.map(({ path, from, to, declared }) => ({
        path,
        recorded: from ?? null,
        live: to ?? null,
        declared,
      })),
    })),
  });
