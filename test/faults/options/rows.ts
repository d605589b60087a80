import type { Scope } from "../cell";
import { SomebodyElse } from "../random/somebodyElse";
import { isUpdatable, NAMES, type Name, TEXTS, type Written } from "./program";
import { OptionsStack } from "./stack";

/** Result for each class, as the page shows it. */
export type Results = Partial<Record<Name, string>>;

/** One option or command, tried on resources of several classes at once. */
export interface Row {
  title: string;
  try(scope: Scope, subjects: readonly Name[]): Promise<Results>;
}

const REFUSED = "refused, ";

/**
 * Tries a row on all classes. A refusal stops what depends on it, and the deletes at the end of an update: those that are not refused are
 * tried again without those that are.
 */
export async function resultsOf({ try: attempt }: Row, scope: Scope): Promise<Results> {
  let results: Results = {};
  for (let subjects = NAMES; subjects.length > 0; ) {
    const found = await attempt(scope, subjects);
    const rest = subjects.filter((name) => !found[name]?.startsWith(REFUSED));
    results = { ...found, ...results };
    if (rest.length === subjects.length) break;
    for (const name of rest) delete results[name];
    subjects = rest;
  }
  return results;
}

const each = async ({ subjects }: OptionsStack, of: (name: Name) => string | Promise<string>): Promise<Results> =>
  Object.fromEntries(await Promise.all(subjects.map(async (name) => [name, await of(name)])));

/** The fate of each, after "refused" where it was. */
const fates = (stack: OptionsStack): Promise<Results> =>
  each(stack, async (name) => {
    const fate = await stack.fate(name);
    return stack.isRefused(name) ? `${REFUSED}${fate}` : fate;
  });

/** An update with an option that has no effect here: what the class says, and what becomes of the object. */
const withoutEffect = (option: string, source: string): Row => ({
  title: `\`${option}\``,
  async try(scope, subjects) {
    const stack = await OptionsStack.on(scope, subjects);
    stack.write({ text: "second", options: source });
    await stack.up();
    return each(
      stack,
      async (name) => `${/warning: /.test(stack.said(name)) ? "warned, " : ""}${await stack.fate(name)}`,
    );
  },
});

/** Change of a program, and the `up` that applies it. */
interface Update {
  /** Resource options that the objects were created with. */
  before?: string;
  /** The program that is applied. By default the same one. */
  after?: Written | "nothing";
  args?: (stack: OptionsStack) => string[] | Promise<string[]>;
}

/** A row about the fate of each object in an update. */
const update = (title: string, { before, after, args = () => [] }: Update): Row => ({
  title,
  async try(scope, subjects) {
    const stack = await OptionsStack.on(scope, subjects, before);
    if (after === "nothing") stack.empty();
    else if (after !== undefined) stack.write(after);
    await stack.up(...(await args(stack)));
    return fates(stack);
  },
});

export const ROWS: readonly Row[] = [
  update("no option, a property changed", { after: { text: "second" } }),
  {
    title: "`protect`, then `pulumi destroy`",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects, "{ protect: true }");
      await stack.run("destroy", "--yes", "--skip-preview");
      // The engine names those alone that nothing depends on.
      return each(stack, (name) => stack.fate(name));
    },
  },
  update("`retainOnDelete`, then removed from the program", { before: "{ retainOnDelete: true }", after: "nothing" }),
  update("removed from the program", { after: "nothing" }),
  update("`ignoreChanges` of the changed property", {
    after: { text: "second", options: `{ ignoreChanges: [${JSON.stringify(TEXTS)}[name]].filter(Boolean) }` },
  }),
  update("another name, with `aliases`", {
    after: { text: "first", suffix: "-new", options: "{ aliases: [{ name }] }" },
  }),
  {
    title: "another name, with `import` of the id",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      const ids = Object.fromEntries(NAMES.map((name) => [name, stack.id(name)]));
      stack.write({ text: "first", suffix: "-new", options: `{ import: ${JSON.stringify(ids)}[name] }` });
      await stack.up();
      return fates(stack);
    },
  },
  update("another name, with neither", { after: { text: "first", suffix: "-new" } }),
  update("the same in an inline program, with `--continue-on-error`", {
    after: { text: "first", suffix: "-new" },
    args: (stack) => stack.made.project.inline(),
  }),
  update("`parent`, with `aliases`", {
    after: {
      text: "first",
      options: "{ parent: (globalThis.house ??= new House('house')), aliases: [{ parent: pulumi.rootStackResource }] }",
    },
  }),
  {
    title: "`additionalSecretOutputs` of the property",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(
        scope,
        subjects,
        `{ additionalSecretOutputs: [${JSON.stringify(TEXTS)}[name]].filter(Boolean) }`,
      );
      return each(stack, (name) => {
        const property = TEXTS[name];
        if (property === undefined) return "";
        return JSON.stringify(stack.made.outputs(name)[property]).includes("ciphertext")
          ? "encrypted"
          : "in plain text";
      });
    },
  },
  withoutEffect("replaceOnChanges", `{ replaceOnChanges: ["*"] }`),
  withoutEffect("customTimeouts", `{ customTimeouts: { update: "1m" } }`),
  withoutEffect("version", `{ version: "1.2.3" }`),
  withoutEffect("pluginDownloadURL", `{ pluginDownloadURL: "https://example.com" }`),
  update("`pulumi up --target` of each, a property changed", {
    after: { text: "second" },
    args: (stack) => stack.urns("--target"),
  }),
  update("`pulumi up --replace` of each", { args: (stack) => stack.urns("--replace") }),
  {
    title: "the same, with `deleteBeforeReplace`",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects, "{ deleteBeforeReplace: true }");
      // Where a delete before a replacement is refused, engine 3.259 does not end with --continue-on-error.
      await stack.run("up", "--yes", "--skip-preview", ...stack.urns("--replace"));
      return fates(stack);
    },
  },
  {
    title: "`pulumi refresh` after an edit by hand",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      await editAll(stack);
      await stack.run("refresh", "--yes", "--skip-preview");
      return each(stack, (name) => {
        const property = TEXTS[name];
        if (property === undefined) return "";
        return JSON.stringify(stack.made.outputs(name)[property]).includes("by-hand")
          ? "in the state"
          : "not in the state";
      });
    },
  },
  {
    title: "`pulumi up` after an edit by hand, a property changed",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      await editAll(stack);
      stack.write({ text: "second" });
      await stack.up();
      return each(stack, async (name) => {
        if (TEXTS[name] === undefined) return "";
        const has = (await stack.text(name))?.startsWith("by-hand") ? "left as it is" : "overwritten";
        return stack.isRefused(name) ? `${REFUSED}${has}` : has;
      });
    },
  },
  {
    title: "`pulumi up --refresh` after an edit by hand",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      await editAll(stack);
      await stack.up("--refresh");
      return each(stack, async (name) =>
        TEXTS[name] === undefined ? "" : (await stack.text(name)) === "first" ? "set back" : "left",
      );
    },
  },
  {
    title: "`pulumi state delete`, then declared with `import`",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      const ids = Object.fromEntries(NAMES.map((name) => [name, stack.id(name)]));
      for (const name of NAMES.toReversed()) await stack.run("state", "delete", stack.urn(name), "--yes");
      stack.write({ text: "first", options: `{ import: ${JSON.stringify(ids)}[name] }` });
      await stack.up();
      return fates(stack);
    },
  },
  {
    title: "`pulumi stack export`, then `import`",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      await stack.run("stack", "export", "--file", "state.json");
      await stack.run("stack", "import", "--file", "state.json");
      await stack.up("--expect-no-changes");
      return fates(stack);
    },
  },
  {
    title: "`pulumi destroy`",
    async try(scope, subjects) {
      const stack = await OptionsStack.on(scope, subjects);
      await stack.run("destroy", "--yes", "--skip-preview");
      return fates(stack);
    },
  },
];

/** Somebody else changes each object that can be changed. */
async function editAll(stack: OptionsStack): Promise<void> {
  const somebodyElse = new SomebodyElse(stack.made);
  for (const name of stack.subjects)
    if (isUpdatable(name)) await somebodyElse.edit({ name, id: stack.id(name), which: 0 });
}
