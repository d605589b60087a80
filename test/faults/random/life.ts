import { IMPORT } from "../../../provider/handler";
import type { Bench } from "../../contract/emulator";
import type { Scope } from "../cell";
import { importOf } from "../crashes/aftermath";
import { checkpointBefore } from "../crashes/checkpoint";
import { listening } from "../crashes/said";
import type { Bag } from "../matrix-kinds";
import { Stack } from "../matrix-stack";
import { CLASSES, NAMES, type Name, objectsOf } from "./objects";
import type { Act, Sequence, Trouble } from "./sequence";

/** Commands that a person runs before giving up. */
const PATIENCE = 8;

/** What somebody else wrote, and was told that it is there. */
interface RemoteEdit {
  path: string;
  text: string;
  /** The ids of the rules that hold it: a message may be too short for all of a rule. */
  rules: string[];
}

/** One stack with its program, its state, everything that was printed, and somebody else who writes to the same account. */
export class Life {
  readonly said: string[] = [];
  readonly #program = new Map<Name, Bag>();
  #stacks = new Map<Name, Stack>();
  #edits: RemoteEdit[] = [];
  #number = 0;
  /** The last command did not end well: nobody can know what it left, until the same program is run once more. */
  #isInterrupted = false;
  /** Remote edits that were acknowledged. */
  edited = 0;

  constructor(
    readonly scope: Scope,
    readonly made: Bench,
    readonly sequence: Sequence,
  ) {}

  /** Lives through all of it. Gives what does not hold in the end. */
  async through(): Promise<string[]> {
    for (const act of this.sequence.acts) await this.#do(act);
    this.made.emulator.setFaults([]);
    return [...(await this.#recover()), ...(await this.#broken())];
  }

  async #do(act: Act): Promise<void> {
    if (act.act === "declare") {
      // Whoever takes a resource out of the program whose create was cut off takes away the one occasion to look for it.
      if (this.#isInterrupted) await this.#upAsTold();
      if (act.args === null) this.#program.delete(act.name);
      else this.#program.set(act.name, { ...act.args, onConflict: this.sequence.onConflict });
    } else if (act.act === "edit") await this.#edit(act.name, act.edit);
    else if (act.act === "up") await this.#up(act.trouble);
    else await this.#refresh();
  }

  /** As another process: with providers of its own, and with the state alone. */
  #command(url: string): void {
    const behind = { ...this.made, emulator: { ...this.made.emulator, url } };
    const next = NAMES.map((name) => {
      const [before, stack] = [this.#stacks.get(name), new Stack(CLASSES[name].provider(), behind)];
      stack.entry = before?.entry;
      stack.pending.push(...(before?.pending ?? []));
      return [name, stack] as const;
    });
    this.#stacks = new Map(next);
  }

  async #up(trouble: Trouble): Promise<boolean> {
    const well = await this.#upWith(trouble);
    this.#isInterrupted = !well && (trouble.what === "fault" || trouble.what === "kill");
    return well;
  }

  async #upWith(trouble: Trouble): Promise<boolean> {
    if (trouble.what === "fault") {
      const { what: _what, ...fault } = trouble;
      this.made.emulator.setFaults([fault]);
    }
    if (trouble.what === "kill" || trouble.what === "edit") return this.#upHeldAt(trouble);
    this.#command(this.made.emulator.url);
    const well = await this.#apply(this.said);
    this.made.emulator.setFaults([]);
    return well;
  }

  /** An up that stands still at its n-th request, while it is killed, or while somebody else writes. */
  async #upHeldAt(trouble: Trouble & { what: "kill" | "edit" }): Promise<boolean> {
    const gate = await checkpointBefore(this.scope, this.made.emulator.url);
    const match = { nth: trouble.nth };
    const reached = gate.hold(match, trouble.what === "kill" ? trouble.boundary : "before");
    this.#command(gate.url);
    const said: string[] = [];
    const up = this.#apply(said);
    const held = await Promise.race([reached, up]);
    if (trouble.what === "edit" && typeof held !== "boolean") {
      await this.#edit(trouble.name, trouble.edit);
      held.release();
    }
    if (trouble.what === "kill" && typeof held !== "boolean") {
      // What is dead neither goes on, nor keeps anything, nor says anything: all stays as it was at that moment.
      this.said.push(...said);
      this.#command(this.made.emulator.url);
      gate.close();
      held.drop();
      return false;
    }
    const well = await up;
    this.said.push(...said);
    gate.close();
    return well;
  }

  /** `pulumi up`: resource after resource, and the removed ones last. */
  async #apply(said: string[]): Promise<boolean> {
    let well = true;
    const stacks = this.#stacks;
    for (const name of NAMES.toSorted((a, b) => Number(this.#program.has(b)) - Number(this.#program.has(a)))) {
      const failed = await listening(said, async () => stacks.get(name)?.up(this.#program.get(name)));
      well &&= failed === undefined;
    }
    return well;
  }

  /** `pulumi refresh`, which prints what it finds changed. */
  async #refresh(): Promise<boolean> {
    this.#command(this.made.emulator.url);
    let well = true;
    for (const stack of this.#stacks.values()) {
      const before = JSON.stringify(stack.entry?.outs);
      const failed = await listening(this.said, () => stack.refresh());
      const after = JSON.stringify(stack.entry?.outs);
      if (after !== before) this.said.push(`refresh: ${after}`);
      well &&= failed === undefined;
    }
    return well;
  }

  /** Somebody else changes an object that this stack has, as it is now. */
  async #edit(name: Name, which: number): Promise<void> {
    const { collection, edits, method, encoding } = CLASSES[name];
    const id = this.#stacks.get(name)?.entry?.id;
    const change = edits[which % edits.length];
    const path = `${collection}/${id}`;
    const before = id === undefined ? undefined : await this.made.call("GET", path);
    if (change === undefined || before?.status !== 200) return;
    const text = `by-hand-${++this.#number}`;
    const body = change(before.body, text);
    const sent = encoding === "form" ? { form: fieldsOf(body) } : { json: withoutComputed(body) };
    const { status, body: after } = await this.made.call(method, path, sent);
    if (status >= 300 || !JSON.stringify(after).includes(text)) return;
    // What they wrote over themselves is their own business.
    this.#edits = this.#edits.filter((one) => one.path !== path || JSON.stringify(after).includes(`${one.text}"`));
    this.#edits.push({ path, text, rules: rulesWith(after, text) });
    this.edited++;
  }

  /** `pulumi up`, and once more with the `import` option where it says so. */
  async #upAsTold(): Promise<boolean> {
    const before = this.said.length;
    const well = await this.#up({ what: "nothing" });
    const id = importOf(this.said.slice(before).join("\n"));
    const service = this.#program.get("calls");
    if (id === undefined || service === undefined) return well;
    this.#program.set("calls", { ...service, [IMPORT]: id });
    await this.#up({ what: "nothing" });
    this.#program.set("calls", service);
    return false;
  }

  /** What a person does in the end: whatever is said, until there is nothing left to do. */
  async #recover(): Promise<string[]> {
    for (let commands = 0; commands < PATIENCE; commands++) {
      const well = (await this.#upAsTold()) && (await this.#refresh());
      if (!well) await this.#refresh();
      else if (!(await this.#differs())) return [];
    }
    return [`it does not converge: ${this.said.slice(-3).join("\n")}`];
  }

  async #differs(): Promise<boolean> {
    for (const [name, stack] of this.#stacks) {
      const declared = this.#program.get(name);
      if (declared === undefined ? stack.known().length > 0 : await stack.differs(declared)) return true;
    }
    return false;
  }

  /** The account against the program, and every remote edit against what was said. */
  async #broken(): Promise<string[]> {
    const said = this.said.join("\n");
    const known = new Set(
      [...this.#stacks].flatMap(([name, stack]) => stack.known().map((id) => `${CLASSES[name].collection}/${id}`)),
    );
    const broken: string[] = [];
    for (const { collection, ...kind } of new Set(Object.values(CLASSES))) {
      const objects = await objectsOf(this.made, { collection, ...kind });
      for (const [path, live] of objects) {
        const isTold = said.includes(path.slice(collection.length + 1));
        if (!known.has(path) && !isTold) broken.push(`left behind without a word: ${path}`);
        if (known.has(path)) known.delete(path);
        this.#edits = this.#edits.filter((one) => one.path !== path || !JSON.stringify(live).includes(`${one.text}"`));
      }
      // With its object an edit goes, and the deletion of an object is named.
      this.#edits = this.#edits.filter(({ path }) => !path.startsWith(`${collection}/`) || objects.has(path));
    }
    for (const path of known) broken.push(`the state has what the account has not: ${path}`);
    for (const { path, text, rules } of this.#edits) {
      const id = path.slice(path.lastIndexOf("/") + 1);
      const reported = new RegExp(
        [`${text}\\b`, `${id} went from version .* somebody else wrote`, ...rules].join("|"),
      ).test(said);
      if (!reported) broken.push(`LOST ${text} of ${path} vanished without being named`);
    }
    return broken;
  }
}

const COMPUTED = ["id", "accountId", "version", "author", "dateCreated", "dateUpdated"];

const withoutComputed = (body: Bag): Bag =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !COMPUTED.includes(name)));

const fieldsOf = (body: Bag): Record<string, string> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));

const rulesWith = ({ rules }: { rules?: { id: string }[] }, text: string): string[] =>
  (rules ?? []).filter((rule) => JSON.stringify(rule).includes(`${text}"`)).map(({ id }) => id);
