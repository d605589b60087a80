import { quoted } from "../escape";
import { Names, variableOf } from "../plan/names";
import { Code } from "./code";

/** What the program refers to and does not manage. */
export interface Outsider {
  /** The name of its constant, and of its config value where it is one. */
  name: string;
  id: string;
  /** What it is, and what it is called in the account. */
  comment: string;
  /**
   * `constant`: the same in every account, or in none. `config`: the id differs from account to account, so that it is a value of the
   * project's config.
   */
  kind: "constant" | "config";
}

/** What is known of an object that the program does not manage. */
export interface Known {
  noun: string;
  title?: string | undefined;
  /** Twilio's own has the same id in every account. */
  isTwilios?: boolean;
  /** Whether the account has no such object any more. */
  isGone?: boolean;
}

/** Collects what the program refers to outside of itself, each under one name. */
export class Outside {
  readonly #names = new Names(["config"]);
  readonly #found = new Map<string, Outsider>();

  /** `before`: the names of an earlier export, by id. */
  constructor(readonly before: ReadonlyMap<string, string>) {
    for (const name of before.values()) this.#names.take(name);
  }

  /** The expression for an id. */
  code(id: string, known: Known): Code {
    const one = this.#found.get(id) ?? this.#outsider(id, known);
    this.#found.set(id, one);
    return new Code(`external.${variableOf(one.name)}`);
  }

  /** By name. */
  all(): Outsider[] {
    return [...this.#found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #outsider(id: string, { noun, title, isTwilios, isGone }: Known): Outsider {
    const isConstant = isTwilios || isGone;
    // A key of the config is plain.
    const texts = title !== undefined && (isConstant || /^[ -~]*$/.test(title)) ? [title] : [];
    const called = title === undefined ? noun : `${noun} ${quoted(title)}`;
    const comment = isGone
      ? `${called}, which the account does not have`
      : isTwilios
        ? `${called}, made by Twilio`
        : called;
    return {
      id,
      name: this.before.get(id) ?? this.#names.give(texts, noun),
      comment,
      kind: isConstant ? "constant" : "config",
    };
  }
}
