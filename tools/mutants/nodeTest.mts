import { mock } from "node:test";

/** A part of `node:test` that can run one test many times in one process: what the tests of this repository use of it. */

type Body = (context: Context) => unknown;

interface Context {
  name: string;
  after(hook: () => unknown): void;
  diagnostic(text: string): void;
  mock: typeof mock;
  test(name: string, ...rest: unknown[]): Promise<void>;
}

/** The hooks of a file or of a `describe`. */
interface Scope {
  names: readonly string[];
  before: (() => unknown)[];
  beforeEach: (() => unknown)[];
  after: (() => unknown)[];
  isPrepared: boolean;
}

/** A test of a file. Its id is the same in each process. */
export interface Case {
  id: string;
  run(): Promise<void>;
}

const scopeOf = (names: readonly string[]): Scope => ({
  names,
  before: [],
  beforeEach: [],
  after: [],
  isPrepared: false,
});

/** Collects the tests that one file declares through `exports`, which stands in for `node:test`. */
export function collector(file: string) {
  const cases: Case[] = [];
  const all: Scope[] = [];
  let scopes: readonly Scope[] = [];
  const enter = (scope: Scope, declare: () => unknown) => {
    const outer = scopes;
    scopes = [...outer, scope];
    all.push(scope);
    declare();
    scopes = outer;
  };

  const test = (name: string, ...rest: unknown[]) => {
    const names = [...(scopes.at(-1)?.names ?? []), name];
    const same = cases.filter(({ id }) => id.replace(/ #\d+$/, "") === `${file} ${names.join(" > ")}`).length;
    const id = `${file} ${names.join(" > ")}${same > 0 ? ` #${same + 1}` : ""}`;
    const [body, around] = [bodyOf(rest), scopes];
    if (body !== undefined) cases.push({ id, run: () => runIn(around, name, body) });
  };
  const describe = (name: string, ...rest: unknown[]) =>
    enter(scopeOf([...(scopes.at(-1)?.names ?? []), name]), () => bodyOf(rest)?.(contextOf(name, [])));
  const hook = (kind: "before" | "beforeEach" | "after") => (run: () => unknown) => scopes.at(-1)?.[kind].push(run);

  const exports = {
    test,
    it: test,
    describe,
    suite: describe,
    mock,
    before: hook("before"),
    beforeEach: hook("beforeEach"),
    after: hook("after"),
  };
  return {
    exports,
    cases,
    /** Declares the tests of the file. */
    declare: (load: () => unknown) => enter(scopeOf([]), load),
    /** Runs the hooks that end it. */
    async end() {
      for (const scope of all.filter(({ isPrepared }) => isPrepared)) for (const one of scope.after) await one();
    },
  };
}

/** Returns what a test runs, unless its options skip it. */
function bodyOf(rest: readonly unknown[]): Body | undefined {
  const [options] = rest;
  const isSkipped = typeof options === "object" && options !== null && "skip" in options && Boolean(options.skip);
  const body = rest.find((one): one is Body => typeof one === "function");
  return isSkipped ? undefined : body;
}

async function runIn(scopes: readonly Scope[], name: string, body: Body): Promise<void> {
  for (const scope of scopes) {
    if (!scope.isPrepared) for (const hook of scope.before) await hook();
    scope.isPrepared = true;
  }
  for (const scope of scopes) for (const hook of scope.beforeEach) await hook();
  await runBody(name, body);
}

async function runBody(name: string, body: Body): Promise<void> {
  const hooks: (() => unknown)[] = [];
  const context = contextOf(name, hooks);
  try {
    await body(context);
  } finally {
    context.mock.restoreAll();
    for (const hook of hooks) await hook();
  }
}

function contextOf(name: string, hooks: (() => unknown)[]): Context {
  return {
    name,
    after: (hook) => void hooks.push(hook),
    diagnostic: () => undefined,
    mock,
    test: (inner, ...rest) => {
      const body = bodyOf(rest);
      return body === undefined ? Promise.resolve() : runBody(inner, body);
    },
  };
}
