import type { Bench } from "../../contract/kit/emulator";
import type { Scope } from "../cell";
import { importOf } from "../crashes/aftermath";
import { checkpointBefore } from "../crashes/checkpoint";
import type { Bag } from "../matrix/kind";
import type { Commands, Declared } from "./commands";
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

/** One stack with its program, and somebody else who writes to the same account. */
export class Life {
  readonly #program = new Map<Name, Declared>();
  #edits: RemoteEdit[] = [];
  #number = 0;
  /** A command was cut off, and none has ended well since: nobody can know what it left, until the same program is run once more. */
  #isInterrupted = false;

  constructor(
    readonly scope: Scope,
    readonly made: Bench,
    readonly commands: Commands,
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
      for (let commands = 0; this.#isInterrupted && commands < PATIENCE; commands++) await this.#upAsTold();
      if (act.args === null) this.#program.delete(act.name);
      else this.#program.set(act.name, { args: { ...act.args, onConflict: this.sequence.onConflict } });
    } else if (act.act === "edit") await this.#edit(act.name, act.edit);
    else if (act.act === "up") await this.#up(act.trouble);
    else await this.commands.refresh();
  }

  async #up(trouble: Trouble): Promise<boolean> {
    const well = await this.#upWith(trouble);
    const isCutOff = trouble.what === "fault" || trouble.what === "kill";
    this.#isInterrupted = !well && (isCutOff || this.#isInterrupted);
    return well;
  }

  async #upWith(trouble: Trouble): Promise<boolean> {
    if (trouble.what === "fault") {
      const { what: _what, ...fault } = trouble;
      this.made.emulator.setFaults([fault]);
    }
    if (trouble.what === "kill" || trouble.what === "edit") return this.#upHeldAt(trouble);
    const { ended } = await this.commands.up(this.#program, this.made.emulator.url);
    const well = await ended;
    this.made.emulator.setFaults([]);
    return well;
  }

  /** An up that stands still at its n-th request, while it is killed, or while somebody else writes. */
  async #upHeldAt(trouble: Trouble & { what: "kill" | "edit" }): Promise<boolean> {
    const gate = await checkpointBefore(this.scope, this.made.emulator.url);
    const reached = gate.hold({ nth: trouble.nth }, trouble.what === "kill" ? trouble.boundary : "before");
    const up = await this.commands.up(this.#program, gate.url);
    const held = await Promise.race([reached, up.ended]);
    if (trouble.what === "edit" && typeof held !== "boolean") {
      await this.#edit(trouble.name, trouble.edit);
      held.release();
    }
    if (trouble.what === "kill" && typeof held !== "boolean") {
      await up.kill();
      gate.close();
      held.drop();
      return false;
    }
    const well = await up.ended;
    gate.close();
    return well;
  }

  /** Somebody else changes an object that this stack has, as it is now. */
  async #edit(name: Name, which: number): Promise<void> {
    const { collection, edits, method, encoding } = CLASSES[name];
    const id = this.commands.id(name);
    const change = edits[which % edits.length];
    const path = `${collection}/${id}`;
    const before = id === undefined ? undefined : await this.made.call("GET", path);
    if (change === undefined || before?.status !== 200) return;
    const text = `by-hand-${++this.#number}`;
    const body = change(before.body, text);
    const sent = encoding === "form" ? { form: fieldsOf(body) } : { json: withoutComputed(body) };
    const { status, body: answer } = await this.made.call(method, path, sent);
    if (status >= 300) return;
    // A write that is accepted says nothing of the object.
    const after = status === 202 ? (await this.made.call("GET", path)).body : answer;
    if (!JSON.stringify(after).includes(text)) return;
    // What they wrote over themselves is their own business.
    this.#edits = this.#edits.filter((one) => one.path !== path || JSON.stringify(after).includes(`${one.text}"`));
    this.#edits.push({ path, text, rules: rulesWith(after, text) });
  }

  /** `pulumi up`, and once more with the `import` option where it says so. */
  async #upAsTold(): Promise<boolean> {
    const before = this.commands.said.length;
    const well = await this.#up({ what: "nothing" });
    const takeOver = importOf(this.commands.said.slice(before).join("\n"));
    if (takeOver === undefined) return well;
    const name = NAMES.find((one) => CLASSES[one].importedBy?.test(takeOver));
    const declared = name && this.#program.get(name);
    if (name === undefined || declared === undefined) return well;
    this.#program.set(name, { ...declared, takeOver });
    await this.#up({ what: "nothing" });
    this.#program.set(name, declared);
    return false;
  }

  /** What a person does in the end: whatever is said, until there is nothing left to do. */
  async #recover(): Promise<string[]> {
    for (let commands = 0; commands < PATIENCE; commands++) {
      const well = (await this.#upAsTold()) && (await this.commands.refresh());
      if (!well) await this.commands.refresh();
      else if (!(await this.commands.differs(this.#program))) return [];
    }
    return [`it does not converge: ${this.commands.said.slice(-3).join("\n")}`];
  }

  /** The account against the program, and every remote edit against what was said. */
  async #broken(): Promise<string[]> {
    const said = this.commands.said.join("\n");
    const known = new Set(this.commands.known().map(([name, id]) => `${CLASSES[name].collection}/${id}`));
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
