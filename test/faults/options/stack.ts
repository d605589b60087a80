import { resourceType } from "../../../dynamic/hidden";
import {
  attachedTo,
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  LANGUAGE_OPERATORS,
  MEMORY_STORES,
  TRANSCRIPTS,
} from "../../engine/kit/classes";
import { type CommandResult, STACK } from "../../engine/kit/harness";
import { CONFIGURATIONS, SERVICES, type Stand, stand } from "../../engine/kit/stand";
import type { Scope } from "../cell";
import { NAMES, type Name, RESOURCES, TEXTS, type Written, written } from "./program";

const COLLECTIONS: Partial<Record<Name, string>> = {
  calls: SERVICES,
  topic: CUSTOM_OPERATORS,
  tone: LANGUAGE_OPERATORS,
  live: CONFIGURATIONS,
  store: MEMORY_STORES,
  support: CONVERSATIONS,
  call: TRANSCRIPTS,
};

/** Memory Stores and Transcripts are there at once. */
const PROMPT = { lagMs: 0, transcriptMs: 0 };

/** Fate of a resource. */
export type Fate =
  | "kept"
  | "updated"
  | "replaced"
  | "deleted"
  | "left in the account"
  | "two objects"
  | "gone, and in the state";

/** A stack with one resource of each class, and what the last command made of each. */
export class OptionsStack {
  #suffix = "";
  #ids = new Map<Name, string>();
  #last: CommandResult | undefined;

  private constructor(
    readonly made: Stand,
    /** Resources that are tried. */
    readonly subjects: readonly Name[],
  ) {}

  /** Deployed, with the text `first`. */
  static async on(scope: Scope, subjects: readonly Name[], options?: string): Promise<OptionsStack> {
    const program = written({ text: "first", ...(options && { options }) }, subjects);
    const one = new OptionsStack(await stand(scope, program, PROMPT), subjects);
    await one.made.project.up();
    one.#ids = one.#stateIds();
    return one;
  }

  id(name: Name): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`${name} had no object`);
    return id;
  }

  urn(name: Name): string {
    return `urn:pulumi:${STACK}::${this.made.project.name}::${resourceType(RESOURCES[name])}::${this.#label(name)}`;
  }

  /** The URNs of what is tried, each behind an option of the command line. */
  urns(option: string): string[] {
    return this.subjects.flatMap((name) => [option, this.urn(name)]);
  }

  #label = (name: Name): string => (this.subjects.includes(name) ? `${name}${this.#suffix}` : name);

  write(program: Written): void {
    this.#suffix = program.suffix ?? "";
    this.made.project.write(written(program, this.subjects));
  }

  /** A program without resources. */
  empty(): void {
    this.made.project.write("");
  }

  /** Runs a command, whose failure is one of the results. */
  async run(...args: string[]): Promise<CommandResult> {
    this.#last = await this.made.project.start(args).ended;
    return this.#last;
  }

  up = (...args: string[]): Promise<CommandResult> =>
    this.run("up", "--yes", "--skip-preview", "--continue-on-error", ...args);

  /** Messages of the last command about a resource. */
  said(name: Name): string {
    const blocks = (this.#last?.output ?? "").split(/^ {2}(?=\S+ \(.+\):$)/m);
    return blocks.filter((block) => new RegExp(`^\\S+ \\(${this.#label(name)}\\):\\n`).test(block)).join("\n");
  }

  isRefused = (name: Name): boolean => /^ +error: /m.test(this.said(name));

  /** Whether the account has the object with this id. */
  async isLive(name: Name, id: string): Promise<boolean> {
    const { call } = this.made;
    if (name === "wired") {
      const [service = "", operator = ""] = id.split("/");
      const { status, body } = await call("GET", `${SERVICES}/${service}/Operators`);
      return status === 200 && body.operator_sids.includes(operator);
    }
    if (name === "attached") {
      const [conversations = "", configuration = ""] = id.split("/");
      return ((await attachedTo(this.made, conversations)) ?? []).includes(configuration);
    }
    return (await call("GET", `${COLLECTIONS[name]}/${id}`)).status === 200;
  }

  /** The text that the account has in the object of a resource. */
  async text(name: Name): Promise<string | undefined> {
    const { call } = this.made;
    const { body } = await call("GET", `${COLLECTIONS[name]}/${this.#stateIds().get(name) ?? this.id(name)}`);
    return name === "topic"
      ? body.config?.prompt
      : (body[name === "calls" ? "friendly_name" : (TEXTS[name] ?? "")] ?? undefined);
  }

  async fate(name: Name): Promise<Fate> {
    const [before, now] = [this.id(name), this.#stateIds().get(name)];
    const isLive = await this.isLive(name, before);
    if (now === undefined) return isLive ? "left in the account" : "deleted";
    if (now !== before) return isLive ? "two objects" : "replaced";
    if (!isLive) return "gone, and in the state";
    return TEXTS[name] !== undefined && (await this.text(name)) !== "first" ? "updated" : "kept";
  }

  #stateIds(): Map<Name, string> {
    const all = this.made.project.state().resources.filter((one) => one.delete !== true);
    return new Map(
      NAMES.flatMap((name) => {
        const id = all.find(({ urn }) => urn.endsWith(`::${this.#label(name)}`))?.id;
        return id === undefined ? [] : [[name, id]];
      }),
    );
  }
}
