import type { Answer, Bench } from "../../contract/kit/emulator";
import type { Bag } from "../matrix/kind";
import type { Commands } from "./commands";
import { CLASSES, keysOf, NAMES, type Name, objectsOf } from "./objects";
import { leaksIn } from "./values";

/** An edit by somebody else that the API has accepted. */
interface RemoteEdit {
  path: string;
  text: string;
  /** The ids of the rules that hold it: a message may be too short for all of a rule. */
  rules: string[];
  name: Name;
  /** It is in a property that the program leaves to the account. */
  isLeft: boolean;
  /** It was when it was made, so that updates have taken it into the state without a word. */
  wasLeft: boolean;
  /** It came while a command was running: where that deletes the object, it may have looked before. */
  isDuring: boolean;
  /** A new object has taken the place of the one that was edited. */
  isReplaced: boolean;
}

/** An edit that somebody else is to make. */
export interface Wanted {
  name: Name;
  id: string;
  /** Which of the edits of the class, counted round. */
  which: number;
  /** A property that the program leaves to the account. */
  ignored?: string | undefined;
  /** A command is running, which may have looked already. */
  isDuring?: boolean;
}

/** Reasons for which an object may stay in the account without being in a state. */
export interface Excused {
  /** Objects of `retainOnDelete`, by their paths. */
  retained: ReadonlySet<string>;
  /** Something has cut a command off. */
  isCutOff: boolean;
}

/** Somebody else who writes to the account of two stacks, and looks in the end at what is in it. */
export class SomebodyElse {
  #edits: RemoteEdit[] = [];
  #number = 0;

  constructor(readonly made: Bench) {}

  /** Changes an object as it is now. */
  async edit({ name, id, which, ignored, isDuring = false }: Wanted): Promise<void> {
    const { collection, edits, method, encoding, ignorable } = CLASSES[name];
    const at = which % edits.length;
    const change = edits[at];
    const path = `${collection}/${id}`;
    if (change === undefined) return;
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
    const isLeft = ignored !== undefined && ignorable?.edit === at;
    this.#edits.push({
      path,
      text,
      rules: rulesWith(after, text),
      name,
      isLeft,
      wasLeft: isLeft,
      isDuring,
      isReplaced: false,
    });
  }

  /** The program has its way with all properties of a resource again. */
  heed(name: Name): void {
    for (const edit of this.#edits) if (edit.name === name) edit.isLeft = false;
  }

  /** Whether a message calls an edit a conflict that the program leaves to the account. */
  isAgainstLeft = (message: string): boolean =>
    message.includes("was changed in the account") &&
    this.#edits.some(({ isLeft, text }) => isLeft && new RegExp(`${text}\\b`).test(message));

  /** A resource has a new object in the place of this one. */
  replaced(name: Name, id: string): void {
    for (const edit of this.#edits) if (edit.path === `${CLASSES[name].collection}/${id}`) edit.isReplaced = true;
  }

  /** An object as it is now, and the credentials of the account that has it. */
  async #look(path: string): Promise<{ as: { as: string } | undefined; before: Answer | undefined }> {
    for (const as of keysOf(this.made)) {
      const before = await this.made.call("GET", path, { as });
      if (before.status === 200) return { as: { as }, before };
    }
    return { as: undefined, before: undefined };
  }

  /** Attachments of a Configuration that is gone. */
  async dangling(): Promise<string[]> {
    const [as = ""] = keysOf(this.made);
    const pairs = (await CLASSES.attached.pairs?.(this.made, as)) ?? [];
    const configurations = await objectsOf(this.made, CLASSES.live, as);
    const gone = pairs.filter((pair) => !configurations.has(`${CLASSES.live.collection}/${pair.split("/")[1]}`));
    return gone.map((pair) => `attached, and gone: ${pair}`);
  }

  /** The account against the states, and every edit against what was said. */
  async broken(all: readonly Commands[], { retained, isCutOff }: Excused): Promise<string[]> {
    const messages = all.flatMap((one) => one.said);
    const said = messages.join("\n");
    const known = new Set(all.flatMap((one) => one.known()).map(([name, id]) => `${CLASSES[name].collection}/${id}`));
    const broken = all.flatMap((one, stack) => leaksIn(one.said, stack).map((line) => `a secret was printed: ${line}`));
    for (const { collection, ...kind } of new Set(NAMES.map((name) => CLASSES[name]))) {
      const lists = keysOf(this.made).map((as) => objectsOf(this.made, { collection, ...kind }, as));
      const objects = new Map((await Promise.all(lists)).flatMap((one) => [...one]));
      for (const [path, live] of objects) {
        const isTold = said.includes(path.slice(collection.length + 1)) || retained.has(path);
        const isExcused = kind.isUnlisted && isCutOff;
        if (!known.delete(path) && !isTold && !isExcused) broken.push(`left behind without a word: ${path}`);
        const isThere = (one: RemoteEdit) => one.path === path && JSON.stringify(live).includes(`${one.text}"`);
        const written = this.#edits.filter((one) => one.path === path && one.isLeft && !isThere(one));
        broken.push(...written.map(({ text }) => `LOST ${text} of ${path}, which ignoreChanges leaves to the account`));
        this.#edits = this.#edits.filter((one) => !isThere(one));
      }
      const isGone = ({ path }: RemoteEdit) => path.startsWith(`${collection}/`) && !objects.has(path);
      // Whoever cuts a command off may not hear of what it deleted.
      const isForgiven = (one: RemoteEdit) => one.isDuring || (!one.isReplaced && (one.wasLeft || isCutOff));
      this.#edits = this.#edits.filter((one) => !(isGone(one) && isForgiven(one)));
    }
    for (const path of known) broken.push(`the state has what the account has not: ${path}`);
    const lost = this.#edits.filter((one) => !isReported(one, messages));
    return [...broken, ...lost.map(({ path, text }) => `LOST ${text} of ${path} vanished without being named`)];
  }
}

function isReported({ path, text, rules, isReplaced }: RemoteEdit, messages: readonly string[]): boolean {
  const id = path.slice(path.lastIndexOf("/") + 1);
  // What goes with its object is named by path.
  const gone = isReplaced ? [] : [`${id} is deleted with changes that this stack has not seen`];
  const seen = [`${id} is imported as it is`, `${id} is deleted, and the account could not be asked`];
  const named = [...seen, `${text}\\b`, `${id} went from version .* somebody else wrote`, ...gone, ...rules];
  // What was a secret is overwritten without being shown.
  const hidden = [
    `${id}.*\\[secret\\]`,
    `${id} was changed in the account[^]*\\[secret\\]`,
    `${id}[^]*, (overwritten|deleted): \\[secret\\]`,
  ];
  const pattern = new RegExp([...named, ...hidden].join("|"));
  return messages.some((message) => pattern.test(message));
}

const COMPUTED = ["id", "accountId", "version", "author", "dateCreated", "dateUpdated"];

const withoutComputed = (body: Bag): Bag =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !COMPUTED.includes(name)));

const fieldsOf = (body: Bag): Record<string, string> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));

const rulesWith = ({ rules }: { rules?: { id: string }[] }, text: string): string[] =>
  (rules ?? []).filter((rule) => JSON.stringify(rule).includes(`${text}"`)).map(({ id }) => id);
