import type { Answer, Bench } from "../../contract/kit/emulator";
import { importOf } from "../crashes/aftermath";
import type { Checkpoint } from "../crashes/checkpoint";
import type { Bag } from "../matrix/kind";
import type { Commands, Declared, UpOptions } from "./commands";
import { CLASSES, keysOf, NAMES, type Name, objectsOf } from "./objects";
import type { Act, Sequence, Trouble } from "./sequence";
import { leaksIn, withUnknown } from "./values";

/** Commands that a person runs before giving up. */
const PATIENCE = 8;

/** What somebody else wrote, and was told that it is there. */
interface RemoteEdit {
  path: string;
  text: string;
  /** The ids of the rules that hold it: a message may be too short for all of a rule. */
  rules: string[];
}

/** A stack with its program. */
interface Writer {
  commands: Commands;
  program: Map<Name, Declared>;
  /** How often resources were renamed. */
  renames: number;
  /** A command was cut off, and none has ended well since: nobody can know what it left, until the same program is run once more. */
  isInterrupted: boolean;
}

/** Account, stacks and helpers of a life. */
export interface Means {
  made: Bench;
  /** Of each stack. */
  commands: [Commands, Commands];
  /** A checkpoint in front of the account. */
  gate(): Promise<Checkpoint>;
  /** Runs tasks at once. */
  atOnce<T>(tasks: (() => Promise<T>)[]): Promise<T[]>;
}

/** Two stacks with their programs, and somebody else who writes to the same account. */
export class Life {
  readonly #writers: [Writer, Writer];
  readonly made: Bench;
  #edits: RemoteEdit[] = [];
  /** Objects that may stay in the account, by their paths. */
  readonly #retained = new Set<string>();
  /** Something has cut a command off. */
  #isCutOff = false;
  /** What did not hold on the way. */
  readonly #found: string[] = [];
  #number = 0;

  constructor(
    readonly means: Means,
    readonly sequence: Sequence,
  ) {
    const [first, second] = means.commands;
    const writer = (commands: Commands): Writer => ({
      commands,
      program: new Map(),
      renames: 0,
      isInterrupted: false,
    });
    this.#writers = [writer(first), writer(second)];
    this.made = means.made;
  }

  /** Lives through all of it. Gives what does not hold in the end. */
  async through(): Promise<string[]> {
    for (const act of this.sequence.acts) await this.#do(act, this.#writers[act.stack], this.#writers[1 - act.stack]);
    this.made.emulator.setFaults([]);
    const broken: string[] = [];
    for (const writer of this.#writers) broken.push(...(await this.#recover(writer)));
    // What one stack deletes of the other's is gone from its state with its next look.
    for (const { commands } of this.#writers) await commands.refresh();
    return [...broken, ...(await this.#broken())];
  }

  async #do(act: Act, writer: Writer, other: Writer | undefined): Promise<void> {
    if (act.act === "declare") {
      await this.#calmDown(writer);
      if (act.args === null) writer.program.delete(act.name);
      else {
        const { takeOver: _takeOver, ...before } = writer.program.get(act.name) ?? { label: act.name };
        const { onConflict } = this.sequence;
        const isDeclared = act.name !== "call" && act.name !== "wired" && act.name !== "attached";
        const args = { ...act.args, ...this.#shared(act.name), ...(isDeclared && { onConflict }) };
        writer.program.set(act.name, { ...before, args });
      }
    } else if (act.act === "rename") await this.#rename(writer, act);
    else if (act.act === "swap") await this.#swap(writer);
    else if (act.act === "share") await this.#share(writer, other, act.name);
    else if (act.act === "contend") {
      const ups = this.#writers.map((one) => () => this.#up(one, { what: "nothing" }));
      await this.means.atOnce<unknown>([...ups, () => this.#edit(writer, act.name, act.edit)]);
    } else if (act.act === "edit") await this.#edit(writer, act.name, act.edit);
    else if (act.act === "up") await this.#up(writer, act.trouble, act.options);
    else if (act.act === "keep") this.#keep(writer, act);
    else if (act.act === "preview") await this.#preview(writer, act);
    else await writer.commands.refresh();
  }

  /** Returns the values that a program must keep while both have the object: another one would replace it for the other stack. */
  #shared(name: Name): Bag {
    const [one, other] = this.#writers.map(({ commands, program }) => {
      const declared = program.get(name);
      return { declared, id: declared && commands.id(declared.label) };
    });
    const { languageCode, account } = one?.declared?.args ?? {};
    const isShared = one?.id !== undefined && one.id === other?.id;
    return isShared ? { ...(languageCode !== undefined && { languageCode }), account } : {};
  }

  /** Whoever takes a resource out of the program whose create was cut off takes away the one occasion to look for it. */
  async #calmDown(writer: Writer): Promise<void> {
    for (let commands = 0; writer.isInterrupted && commands < PATIENCE; commands++) await this.#upAsTold(writer);
  }

  /** Puts an object that the other stack has under the management of this one too. */
  async #share(writer: Writer, other: Writer | undefined, name: Name): Promise<void> {
    const theirs = other?.program.get(name);
    const takeOver = theirs && other?.commands.id(theirs.label);
    if (takeOver === undefined || theirs === undefined || writer.program.has(name)) return;
    if (writer.commands.id(name) !== undefined) return;
    await this.#calmDown(writer);
    const declared = { args: theirs.args, label: name };
    writer.program.set(name, { ...declared, takeOver });
    await this.#up(writer, { what: "nothing" });
    // Two programs that make an object of one name have cells of their own.
    if (writer.commands.id(name) === undefined) writer.program.delete(name);
    else writer.program.set(name, declared);
  }

  /** Gives a resource another name, and goes back to the old one where that cannot be done. */
  async #rename(writer: Writer, { name, how, isKept, trouble }: Act & { act: "rename" }): Promise<void> {
    const { commands, program } = writer;
    await this.#calmDown(writer);
    const declared = program.get(name);
    if (declared === undefined) return;
    const { label, aliases = [], ...rest } = declared;
    const id = commands.id(label);
    const renamed = { ...rest, label: `${name}-${++writer.renames}` };
    // Where names are unique, the second object would be refused.
    const isImported = how === "import" || (how === "plain" && CLASSES[name].importedBy !== undefined);
    if (how === "alias") program.set(name, { ...renamed, aliases: [...aliases, label] });
    else program.set(name, { ...renamed, ...(isImported && id !== undefined && { takeOver: id }) });
    await this.#up(writer, trouble);
    await this.#calmDown(writer);
    if (how !== "alias" && commands.id(renamed.label) === undefined) program.set(name, declared);
    else if (isImported && !isKept) program.set(name, renamed);
  }

  /** Each of the two then has the object, and the content, of the other one's name. */
  async #swap(writer: Writer): Promise<void> {
    const { program } = writer;
    await this.#calmDown(writer);
    const [live, other] = [program.get("live"), program.get("other")];
    if (live === undefined || other === undefined) return;
    program.set("live", { ...live, args: other.args });
    program.set("other", { ...other, args: live.args });
  }

  /** What its owner says of an object that leaves the stack. */
  #keep({ program }: Writer, { name, protect, retain }: Act & { act: "keep" }): void {
    const declared = program.get(name);
    if (declared !== undefined) program.set(name, { ...declared, kept: { protect, retain } });
  }

  /** A preview that knows less is not refused where one that knows all is not. */
  async #preview({ commands, program }: Writer, { name, unknown }: Act & { act: "preview" }): Promise<void> {
    const declared = program.get(name);
    if (declared === undefined || !(await commands.refresh())) return;
    if ((await commands.preview(program)).length > 0) return;
    const less = new Map(program).set(name, { ...declared, args: withUnknown(declared.args, unknown) });
    const errors = await commands.preview(less);
    this.#found.push(...errors.map((error) => `a preview was refused over what it does not know: ${error}`));
  }

  async #up(writer: Writer, trouble: Trouble, options?: UpOptions): Promise<boolean> {
    const before = writer.commands.said.length;
    const well = await this.#upWith(writer, trouble, options);
    for (const [name, declared] of writer.program) {
      const { label, kept } = declared;
      const id = writer.commands.id(label);
      if (kept?.retain && id !== undefined) this.#retained.add(`${CLASSES[name].collection}/${id}`);
      const isProtected = writer.commands.said.slice(before).some((text) => text.includes("pulumi state unprotect"));
      if (kept && isProtected) writer.program.set(name, { ...declared, kept: { ...kept, protect: false } });
    }
    const isCutOff = trouble.what === "fault" || trouble.what === "kill";
    this.#isCutOff ||= isCutOff;
    writer.isInterrupted = !well && (isCutOff || writer.isInterrupted);
    return well;
  }

  async #upWith(writer: Writer, trouble: Trouble, options?: UpOptions): Promise<boolean> {
    if (trouble.what === "kill" || trouble.what === "edit") return this.#upHeldAt(writer, trouble, options);
    if (trouble.what === "fault") {
      const { what: _what, ...fault } = trouble;
      this.made.emulator.setFaults([fault]);
    }
    const { ended } = await writer.commands.up(writer.program, this.made.emulator.url, this.#possible(writer, options));
    const well = await ended;
    this.made.emulator.setFaults([]);
    return well;
  }

  /** The engine refuses the name of a resource that it does not know. */
  #possible({ program, commands }: Writer, { target, replace }: UpOptions = {}): UpOptions {
    const known = (name: Name | undefined) => {
      const label = name && program.get(name)?.label;
      return label !== undefined && commands.id(label) !== undefined ? name : undefined;
    };
    return { target: known(target), replace: known(replace) };
  }

  /** An up that stands still at its n-th request, while it is killed, or while somebody else writes. */
  async #upHeldAt(writer: Writer, trouble: Trouble & { what: "kill" | "edit" }, options?: UpOptions): Promise<boolean> {
    const gate = await this.means.gate();
    const reached = gate.hold({ nth: trouble.nth }, trouble.what === "kill" ? trouble.boundary : "before");
    const up = await writer.commands.up(writer.program, gate.url, this.#possible(writer, options));
    const held = await Promise.race([reached, up.ended]);
    if (trouble.what === "edit" && typeof held !== "boolean") {
      await this.#edit(writer, trouble.name, trouble.edit);
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
  async #edit({ commands, program }: Writer, name: Name, which: number): Promise<void> {
    const { collection, edits, method, encoding } = CLASSES[name];
    const id = commands.id(program.get(name)?.label ?? name);
    const change = edits[which % edits.length];
    const path = `${collection}/${id}`;
    if (id === undefined || change === undefined) return;
    const { as, before } = await this.#look(path);
    if (before?.status !== 200) return;
    const text = `by-hand-${++this.#number}`;
    const body = change(before.body, text);
    const sent = encoding === "form" ? { form: fieldsOf(body) } : { json: withoutComputed(body) };
    const { status, body: answer } = await this.made.call(method, path, { ...sent, ...as });
    if (status >= 300) return;
    // A write that is accepted says nothing of the object.
    const after = status === 202 ? (await this.made.call("GET", path, as)).body : answer;
    if (!JSON.stringify(after).includes(text)) return;
    // What they wrote over themselves is their own business.
    this.#edits = this.#edits.filter((one) => one.path !== path || JSON.stringify(after).includes(`${one.text}"`));
    this.#edits.push({ path, text, rules: rulesWith(after, text) });
  }

  /** An object as it is now, and the credentials of the account that has it. */
  async #look(path: string): Promise<{ as: { as: string } | undefined; before: Answer | undefined }> {
    for (const as of keysOf(this.made)) {
      const before = await this.made.call("GET", path, { as });
      if (before.status === 200) return { as: { as }, before };
    }
    return { as: undefined, before: undefined };
  }

  /** `pulumi up`, and once more with the `import` option where it says so. */
  async #upAsTold(writer: Writer): Promise<boolean> {
    const { commands, program } = writer;
    const before = commands.said.length;
    const well = await this.#up(writer, { what: "nothing" });
    const takeOver = importOf(commands.said.slice(before).join("\n"));
    if (takeOver === undefined) return well;
    const name = NAMES.find((one) => CLASSES[one].importedBy?.test(takeOver));
    const declared = name && program.get(name);
    if (name === undefined || declared === undefined) return well;
    program.set(name, { ...declared, takeOver });
    await this.#up(writer, { what: "nothing" });
    program.set(name, declared);
    return false;
  }

  /** What a person does in the end: whatever is said, until there is nothing left to do. */
  async #recover(writer: Writer): Promise<string[]> {
    const { commands, program } = writer;
    for (let tries = 0; tries < PATIENCE; tries++) {
      const well = (await this.#upAsTold(writer)) && (await commands.refresh());
      if (!well) await commands.refresh();
      else if (!(await commands.differs(program))) return [];
    }
    return [`it does not converge: ${commands.said.slice(-3).join("\n")}`];
  }

  /** The account against the program, and every remote edit against what was said. */
  async #broken(): Promise<string[]> {
    const all = this.#writers.map(({ commands }) => commands);
    const said = all.flatMap((one) => one.said).join("\n");
    const known = new Set(all.flatMap((one) => one.known()).map(([name, id]) => `${CLASSES[name].collection}/${id}`));
    const broken = [...this.#found];
    for (const [stack, { said }] of all.entries())
      for (const line of leaksIn(said, stack)) broken.push(`a secret was printed: ${line}`);
    for (const { collection, ...kind } of new Set(Object.values(CLASSES))) {
      const lists = keysOf(this.made).map((as) => objectsOf(this.made, { collection, ...kind }, as));
      const objects = new Map((await Promise.all(lists)).flatMap((one) => [...one]));
      for (const [path, live] of objects) {
        const isTold = said.includes(path.slice(collection.length + 1)) || this.#retained.has(path);
        const isCutOff = kind.isUnlisted && this.#isCutOff;
        if (!known.has(path) && !isTold && !isCutOff) broken.push(`left behind without a word: ${path}`);
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
        [`${text}\\b`, `${id} went from version .* somebody else wrote`, `${id}.*\\[secret\\]`, ...rules].join("|"),
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
