import type { Bench } from "../../contract/kit/emulator";
import { type Stand, standOn } from "../../engine/kit/stand";
import { reachable } from "../build";
import type { Run } from "../cell";
import type { Bag } from "./kind";
import type { Stacked } from "./stack";

const RESOURCE = /twilio-intelligence:/;

/** A stack of one resource on the real engine. */
export class EngineStack implements Stacked {
  readonly #kind: string;
  readonly #stand: Stand;

  private constructor(kind: string, stand: Stand) {
    this.#kind = kind;
    this.#stand = stand;
  }

  static async on(run: Run, made: Bench, kind: string): Promise<EngineStack> {
    return new EngineStack(kind, await standOn(run, reachable(made).emulator, ""));
  }

  known(): string[] {
    return this.#resources().map(({ id }) => id ?? "");
  }

  resource(): Bag | undefined {
    const [only] = this.#resources();
    return only && { id: only.id, ...only.outputs };
  }

  async up(declared?: Bag): Promise<void> {
    const { project } = this.#stand;
    project.write(this.#program(declared));
    await told(() => project.up());
  }

  async refresh(): Promise<void> {
    await told(() => this.#stand.project.refresh());
  }

  async differs(): Promise<boolean> {
    try {
      await this.#stand.project.preview({ args: ["--expect-no-changes"] });
      return false;
    } catch {
      return true;
    }
  }

  #resources() {
    return this.#stand.project.state().resources.filter(({ type }) => RESOURCE.test(type));
  }

  #program(declared: Bag | undefined): string {
    if (declared === undefined) return "";
    return `const { ${this.#kind} } = require("pulumi-twilio-intelligence");\nnew ${this.#kind}("it", ${JSON.stringify(declared)});`;
  }
}

/** An error of the engine in the words that it prints under "Diagnostics", before what the host says of it. */
async function told(command: () => Promise<unknown>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    const said = output.split("\n").filter((line) => /Could not|was (accepted|created|updated)|changed in/.test(line));
    const ofResources = said.filter((line) => /^\s+error: /.test(line));
    const [first = output] = [...ofResources, ...said].map((line) => line.replace(/^[\s*]*(error: )?/, ""));
    throw new Error(first);
  }
}
