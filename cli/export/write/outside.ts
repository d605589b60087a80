import { quoted } from "../escape";
import { Names, variableOf } from "../plan/names";
import { Code } from "./code";

/** An object that the program refers to and does not manage. */
export interface ExternalObject {
  /** Name of its constant, and of its config value if it has one. */
  name: string;
  id: string;
  /** Its type, and its name in the account. */
  comment: string;
  /**
   * `constant`: the id is the same in every account, or the object does not exist. `config`: the id differs between accounts, so it is a
   * config value of the project.
   */
  kind: "constant" | "config";
}

/** Known data of an object that the program does not manage. */
export interface Known {
  noun: string;
  title?: string | undefined;
  /** Whether the object is Twilio's, with the same id in every account. */
  isTwilios?: boolean;
  /** Whether the account no longer has the object. */
  isGone?: boolean;
}

/** Collects the external objects that the program refers to, each under one name. */
export class Outside {
  readonly #names = new Names(["config"]);
  readonly #found = new Map<string, ExternalObject>();

  /** `before`: names from an earlier export, by id. */
  constructor(readonly before: ReadonlyMap<string, string>) {
    for (const name of before.values()) this.#names.take(name);
  }

  /** Returns the expression for an id. */
  code(id: string, known: Known): Code {
    const one = this.#found.get(id) ?? this.#externalObject(id, known);
    this.#found.set(id, one);
    return new Code(`external.${variableOf(one.name)}`);
  }

  /** Returns all external objects, by name. */
  all(): ExternalObject[] {
    return [...this.#found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #externalObject(id: string, { noun, title, isTwilios, isGone }: Known): ExternalObject {
    const isConstant = isTwilios || isGone;
    // Config keys have only ASCII characters.
    const texts = title !== undefined && (isConstant || /^[ -~]*$/.test(title)) ? [title] : [];
    const called = title === undefined ? noun : `${noun} ${quoted(title)}`;
    const comment = isGone
      ? `${called}, which does not exist in the account`
      : isTwilios
        ? `${called}, provided by Twilio`
        : called;
    return {
      id,
      name: this.before.get(id) ?? this.#names.give(texts, noun),
      comment,
      kind: isConstant ? "constant" : "config",
    };
  }
}
