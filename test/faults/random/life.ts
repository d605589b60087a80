import { catalogue } from "../../../provider/catalogue";
import type { Bench } from "../../contract/kit/emulator";
import { makeConversations } from "../../engine/kit/classes";
import { handedFor } from "../build";
import { type Advice, adviceIn, isOfIgnored } from "./advice";
import type { Commands, UpOptions } from "./commands";
import { CLASSES, inside, NAMES, type Name } from "./objects";
import type { Act, Sequence, Trouble } from "./sequence";
import { SomebodyElse } from "./somebodyElse";
import { takenByIt } from "./taken";
import { hasSecret, withGiven, withUnknown } from "./values";
import { heedAll, idsOf, isNeededBy, type Means, possible, sharedBy, swap, type Writer } from "./writer";

/** Commands that a person runs before giving up. */
const PATIENCE = 8;

/** Whether a resource has `onConflict`: its class can be updated. */
const hasPolicy = (name: Name): boolean => "onConflict" in catalogue[CLASSES[name].kind].resource.properties;

/** Two stacks with their programs, and somebody else who writes to the same account. */
export class Life {
  readonly #writers: [Writer, Writer];
  readonly made: Bench;
  readonly #somebodyElse: SomebodyElse;
  /** Objects that may stay in the account, by their paths. */
  readonly #retained = new Set<string>();
  readonly #given = new Map<Name, string>();
  /** Ids of objects that a program has imported. */
  readonly #adopted = new Set<string>();
  /** Something has cut a command off. */
  #isCutOff = false;
  /** Promises that were broken on the way. */
  readonly #found: string[] = [];

  constructor(
    readonly means: Means,
    readonly sequence: Sequence,
  ) {
    const [first, second] = means.commands;
    const writer = (commands: Commands) => ({ commands, program: new Map(), renames: 0, isInterrupted: false });
    this.#writers = [writer(first), writer(second)];
    this.made = means.made;
    this.#somebodyElse = new SomebodyElse(means.made);
  }

  /** Lives through all of it. Gives what does not hold in the end. */
  async through(): Promise<string[]> {
    // Somebody else has made what the build has no class for.
    if (!NAMES.includes("support")) this.#given.set("support", await makeConversations(this.made));
    for (const act of this.sequence.acts) await this.#do(act, this.#writers[act.stack], this.#writers[1 - act.stack]);
    this.made.emulator.setFaults([]);
    const broken: string[] = [];
    for (const writer of this.#writers) broken.push(...(await this.#recover(writer)));
    // What one stack deletes of the other's is gone from its state with its next look.
    for (const { commands } of this.#writers) await commands.refresh();
    const excused = { retained: this.#retained, isCutOff: this.#isCutOff };
    const left = await this.#somebodyElse.broken(
      this.#writers.map(({ commands }) => commands),
      excused,
    );
    return [...broken, ...this.#found, ...left];
  }

  async #do(act: Act, writer: Writer, other: Writer | undefined): Promise<void> {
    if (act.act === "declare") {
      await this.#calmDown(writer);
      if (act.args === null) {
        // What the other stack's resources use cannot be deleted: a person would be told so.
        if (!isNeededBy(other, act.name)) writer.program.delete(act.name);
        this.#somebodyElse.heed(act.name);
      } else {
        const { takeOver: _takeOver, ...before } = writer.program.get(act.name) ?? { label: act.name };
        const { onConflict } = this.sequence;
        const args = {
          ...withGiven(act.args, this.#given),
          ...sharedBy(this.#writers, act.name),
          ...(hasPolicy(act.name) && { onConflict }),
        };
        writer.program.set(act.name, { ...before, args });
      }
    } else if (act.act === "rename") await this.#rename(writer, act);
    else if (act.act === "swap") {
      await this.#calmDown(writer);
      swap(writer);
    } else if (act.act === "share") await this.#share(writer, other, act.name);
    else if (act.act === "contend") {
      const ups = this.#writers.map((one) => () => this.#up(one, { what: "nothing" }));
      await this.means.atOnce<unknown>([...ups, () => this.#edit(writer, act, true)]);
    } else if (act.act === "edit") await this.#edit(writer, act, false);
    else if (act.act === "up") await this.#upAlone(writer, act.trouble, act.options);
    else if (act.act === "keep") await this.#keep(writer, act);
    else if (act.act === "seize") await this.#seize(writer, act.name);
    else if (act.act === "preview") await this.#preview(writer, act);
    else await writer.commands.refresh();
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
    // What one stack attaches, the other cannot replace; what one calls a secret, the other cannot know once it no longer does.
    if (isNeededBy(other, name) || hasSecret(theirs.args)) return;
    if (writer.commands.id(name) !== undefined) return;
    await this.#calmDown(writer);
    const declared = { args: theirs.args, label: name };
    this.#adopted.add(takeOver);
    writer.program.set(name, { ...declared, takeOver });
    await this.#up(writer, { what: "nothing" });
    // Two programs that make an object of one name have cells of their own.
    if (writer.commands.id(name) === undefined) writer.program.delete(name);
    else writer.program.set(name, declared);
  }

  /** Gives a resource another name, and goes back to the old one where that cannot be done. */
  async #rename(writer: Writer, { name, how, isInside, isKept, trouble }: Act & { act: "rename" }): Promise<void> {
    const { commands, program } = writer;
    await this.#calmDown(writer);
    const declared = program.get(name);
    if (declared === undefined) return;
    const { label, aliases = [], ...rest } = declared;
    const id = commands.id(label);
    const next = `${name}-${++writer.renames}`;
    const renamed = { ...rest, label: isInside ? inside(next) : next };
    // Where names are unique, the second object would be refused.
    const isImported = how === "import" || (how === "plain" && CLASSES[name].importedBy !== undefined);
    if (isImported && id !== undefined) this.#adopted.add(id);
    if (how === "alias") program.set(name, { ...renamed, aliases: [...aliases, label] });
    else program.set(name, { ...renamed, ...(isImported && id !== undefined && { takeOver: id }) });
    await this.#upAlone(writer, trouble);
    await this.#calmDown(writer);
    if (how !== "alias" && commands.id(renamed.label) === undefined) program.set(name, declared);
    else if (isImported && !isKept) program.set(name, renamed);
  }

  /** Sets what is left to the account. */
  async #keep({ program }: Writer, { name, protect, retain, isIgnored }: Act & { act: "keep" }): Promise<void> {
    const { kind, ignorable } = CLASSES[name];
    const ignored = isIgnored ? ignorable?.property : undefined;
    const handed = ignored === undefined ? undefined : await handedFor(kind, ignored);
    const declared = program.get(name);
    if (declared === undefined) return;
    // An attachment that stays holds what it attaches: that could not be deleted any more.
    const kept = { protect, retain: retain && name !== "wired" && name !== "attached", ignored, handed };
    program.set(name, { ...declared, kept });
    if (ignored === undefined) this.#somebodyElse.heed(name);
  }

  /** Imports an object that another resource of the program has. It must be refused; the program is then as before. */
  async #seize(writer: Writer, name: "live" | "other"): Promise<void> {
    const { commands, program } = writer;
    await this.#calmDown(writer);
    const owner = program.get(name === "live" ? "other" : "live");
    const takeOver = owner && commands.id(owner.label);
    if (takeOver === undefined || program.has(name) || commands.id(name) !== undefined) return;
    // Without a preview, the provider cannot tell an owner that imported the object earlier from the resource that imports it now.
    if (this.#adopted.has(takeOver)) return;
    program.set(name, { args: owner?.args ?? {}, label: name, takeOver });
    const well = await this.#upAlone(writer, { what: "nothing" });
    // The run may have given the owner another object.
    const isTaken = well && commands.id(name) === takeOver && commands.id(owner?.label ?? "") === takeOver;
    if (isTaken) this.#found.push(`${takeOver} was imported a second time`);
    program.delete(name);
    await this.#upAsTold(writer);
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

  /** An `up` while nobody else writes: what it was told to write is then there. */
  async #upAlone(writer: Writer, trouble: Trouble, options?: UpOptions): Promise<boolean> {
    const before = writer.commands.said.length;
    const sent = this.made.emulator.requests().length;
    const well = await this.#up(writer, trouble, options);
    const taken = well ? takenByIt(this.made.emulator.requests().slice(sent), writer.commands.known()) : [];
    this.#found.push(...taken.map((path) => `deleted, and in the state: ${path}`));
    const said = trouble.what === "nothing" ? writer.commands.said.slice(before) : [];
    const isBroken = (text: string) =>
      text.includes("the account does not hold what was declared") || this.#somebodyElse.isAgainstLeft(text);
    this.#found.push(...said.filter(isBroken));
    return well;
  }

  async #up(writer: Writer, trouble: Trouble, options?: UpOptions): Promise<boolean> {
    const before = writer.commands.said.length;
    const had = idsOf(writer);
    const well = await this.#upWith(writer, trouble, options);
    for (const [name, id] of had) {
      const now = writer.commands.id(writer.program.get(name)?.label ?? "");
      if (now !== undefined && now !== id && options?.replace !== name) this.#somebodyElse.replaced(name, id);
    }
    const isProtected = writer.commands.said.slice(before).some((text) => text.includes("pulumi state unprotect"));
    for (const [name, declared] of writer.program) {
      const { label, kept } = declared;
      const id = writer.commands.id(label);
      if (kept?.retain && id !== undefined) this.#retained.add(`${CLASSES[name].collection}/${id}`);
      if (kept && isProtected) writer.program.set(name, { ...declared, kept: { ...kept, protect: false } });
    }
    if (options?.target !== undefined) this.#found.push(...(await this.#somebodyElse.dangling()));
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
    const { ended } = await writer.commands.up(writer.program, this.made.emulator.url, possible(writer, options));
    const well = await ended;
    this.made.emulator.setFaults([]);
    return well;
  }

  /** An up that stands still at its n-th request, while it is killed, or while somebody else writes. */
  async #upHeldAt(writer: Writer, trouble: Trouble & { what: "kill" | "edit" }, options?: UpOptions): Promise<boolean> {
    const gate = await this.means.gate();
    const reached = gate.hold({ nth: trouble.nth }, trouble.what === "kill" ? trouble.boundary : "before");
    const up = await writer.commands.up(writer.program, gate.url, possible(writer, options));
    const held = await Promise.race([reached, up.ended]);
    if (trouble.what === "edit" && typeof held !== "boolean") {
      await this.#edit(writer, trouble, true);
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

  /** Somebody else changes an object that this stack has. */
  async #edit(
    { commands, program }: Writer,
    { name, edit }: { name: Name; edit: number },
    isDuring: boolean,
  ): Promise<void> {
    const { label = name, kept } = program.get(name) ?? {};
    const id = commands.id(label);
    if (id !== undefined) await this.#somebodyElse.edit({ name, id, which: edit, ignored: kept?.ignored, isDuring });
  }

  /** `pulumi up`, and once more as it says: with the `import` option, or giving up what the program does not declare. */
  async #upAsTold(writer: Writer): Promise<boolean> {
    const { commands } = writer;
    const before = commands.said.length;
    const well = await this.#upAlone(writer, { what: "nothing" });
    const said = commands.said.slice(before).join("\n");
    if (isOfIgnored(said)) {
      heedAll(writer);
      for (const name of writer.program.keys()) this.#somebodyElse.heed(name);
    }
    const advice = adviceIn(said, writer.program, commands);
    return advice === undefined ? well : this.#upOnceWith(writer, advice);
  }

  async #upOnceWith(writer: Writer, { name, change }: Advice): Promise<boolean> {
    const declared = writer.program.get(name);
    if (declared === undefined) return false;
    writer.program.set(name, change(declared));
    await this.#up(writer, { what: "nothing" });
    // It may have been told to unprotect the resource.
    const { kept } = writer.program.get(name) ?? declared;
    writer.program.set(name, { ...declared, ...(kept && { kept }) });
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
}
