import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { newProvider } from "../../../engine/kit/classes";
import { pulumiStandIn, runCommand } from "../../kit/command";
import { bench } from "../../kit/emulator";
import { configOf, Host, type Managed, type Values } from "../../requests/host";

export type Kind = "LanguageOperator" | "IntelligenceConfiguration";

/** Arguments of a program's resources, by name. */
export type Program = Record<string, { kind: Kind; args: Values }>;

/** Members of an update in `pulumi stack history --json`, instead of or beyond the usual ones. */
export type Entry = Record<string, unknown>;

const MINUTE = 60_000;
const GIT_HEAD = "0123456789abcdef0123456789abcdef01234567";

/**
 * A stack `shop/prod` on an emulator, whose objects the provider makes. A stand-in for `pulumi` prints what the engine of a backend would:
 * one that numbers its updates and keeps their states, unless `numbered` is false. Between any two steps ten minutes pass.
 */
export async function historyStand(t: TestContext, { numbered = true } = {}) {
  const made = await bench(t);
  const { emulator, admin } = made;
  const folder = mkdtempSync(join(tmpdir(), "history-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (file: string) => join(folder, file);
  const write = (file: string, content: unknown) => writeFileSync(at(file), JSON.stringify(content));
  const config = Object.entries(configOf(emulator)).map(([key, value]) => [`twilio-intelligence:${key}`, { value }]);
  write("config.json", Object.fromEntries(config));
  const exports = numbered
    ? `cat "${folder}/state-$4.json"`
    : "echo 'error: the current backend does not provide the ability to export previous deployments' >&2; exit 255";
  const { path } = pulumiStandIn(
    t,
    `echo "$@" >> "${folder}/calls"
case "$1 $2 $3" in
  "stack export --version") ${exports} ;;
  "stack export "*) cat "${folder}/state.json" ;;
  "stack history "*) cat "${folder}/history.json" ;;
  *) cat "${folder}/config.json" ;;
esac`,
  );

  let ahead = 0;
  const now = () => Date.now() + ahead;
  const pass = async () => {
    ahead += 10 * MINUTE;
    await admin("POST", "/clock", { advanceMs: 10 * MINUTE });
  };
  const hosts = new Map<Kind, Host>();
  const hostOf = (kind: Kind) => {
    const host = hosts.get(kind) ?? new Host(kind, newProvider(kind), configOf(emulator));
    hosts.set(kind, host);
    return host;
  };
  const resources = new Map<string, Managed & { kind: Kind; external?: true }>();
  const entries: Entry[] = [];
  const state = () => ({
    version: 3,
    deployment: {
      resources: [...resources].map(([name, { kind, id, inputs, outputs, external }]) => {
        const type = `pulumi-nodejs:dynamic/twilio-intelligence:${kind}`;
        const urn = `urn:pulumi:prod::shop::${type}::${name}`;
        return { urn, type, id, inputs, outputs, ...(external && { external }) };
      }),
    },
  });

  /** Does the work of an update, and records it in the stack's history with its state. */
  const recorded = async (kind: string, entry: Entry, work: () => Promise<Record<string, number>>) => {
    await pass();
    const startTime = new Date(now()).toISOString();
    const resourceChanges = await work();
    const version = entries.length + 1;
    entries.push({
      version: numbered ? version : 0,
      kind,
      startTime,
      endTime: new Date(now()).toISOString(),
      message: `${kind} ${version}\n\nmore`,
      environment: { "git.head": GIT_HEAD, "git.dirty": "false" },
      result: "succeeded",
      resourceChanges,
      ...entry,
    });
    write(`state-${version}.json`, state());
  };

  return {
    ...made,
    id: (name: string): string => resources.get(name)?.id ?? "",
    /** `pulumi up` with a program. What the program omits stays. */
    up: (program: Program, entry: Entry = {}) =>
      recorded("update", entry, async () => {
        let changes = 0;
        for (const [name, { kind, args }] of Object.entries(program)) {
          const before = resources.get(name);
          const { diff, managed } = before
            ? await hostOf(kind).update(before, args)
            : { diff: { changes: true }, managed: await hostOf(kind).create(args) };
          if (diff.changes) changes += 1;
          resources.set(name, { ...managed, kind });
        }
        return changes === 0 ? { same: resources.size } : { same: 1, update: changes };
      }),
    refresh: (entry: Entry = {}) =>
      recorded("refresh", entry, async () => {
        for (const [name, { kind, id, outputs }] of resources) {
          resources.set(name, { ...(await hostOf(kind).read(id, outputs)), kind });
        }
        return { update: 1 };
      }),
    /** Objects that a program reads by `get`. */
    async get(name: string, kind: Kind, id: string) {
      resources.set(name, { ...(await hostOf(kind).read(id)), kind, external: true });
    },
    /** Lets time pass, so that what somebody else does next falls between two updates. */
    pass,
    /** Runs the command. `exports` are the updates of which it has read the state. */
    async history(...args: string[]) {
      write("state.json", state());
      const limit = Number(/--limit (\d+)/.exec(args.join(" "))?.[1] ?? 20);
      write("history.json", entries.toReversed().slice(0, limit));
      writeFileSync(at("calls"), "");
      emulator.clearRequests();
      const ended = await runCommand(["history", "--stack", "prod", ...args], { env: { PATH: path } });
      const calls = readFileSync(at("calls"), "utf8");
      const exports = [...calls.matchAll(/--version (\d+)/g)].map(([, version]) => Number(version));
      const methods = new Set(emulator.requests().map(({ method }) => method));
      return { ...ended, calls, exports, methods: [...methods] };
    },
    /** Path of a file with the state. */
    stateFile(): string {
      write("state.json", state());
      return at("state.json");
    },
  };
}
