import { resourceType } from "../../../dynamic/hidden";
import type { Bench } from "../../contract/kit/emulator";
import { programOf } from "../../engine/kit/classes";
import { type CommandResult, createProject, type Project, STACK } from "../../engine/kit/harness";
import { configAt } from "../../engine/kit/stack-files";
import type { Scope } from "../cell";
import { kill, processesBelow } from "../crashes/processes";
import { type Commands, type Declared, type Program, type Running, runnable, type UpOptions } from "./commands";
import { CLASSES, inside, isInside, type Name, nameIn, nameInside, otherAccountOf } from "./objects";
import { sourceOf } from "./values";

/** The real engine, and a stack in its file backend. */
export class Engine implements Commands {
  readonly said: string[] = [];
  readonly #project: Project;

  private constructor(project: Project) {
    this.#project = project;
  }

  static async on(scope: Scope, made: Bench): Promise<Engine> {
    const { emulator } = made;
    const { "twilio-intelligence:baseUrl": _url, ...at } = configAt(emulator.url, emulator);
    const config = { ...at, "twilio-intelligence:accounts": otherAccountOf(made).accounts };
    const env = { TWILIO_INTELLIGENCE_BASE_URL: emulator.url };
    const project = await createProject({ program: "", config, env });
    scope.after(() => project.dispose());
    return new Engine(project);
  }

  async up(program: Program, url: string, { target, replace }: UpOptions = {}): Promise<Running> {
    this.#project.write(programText(program));
    const urns = (option: string, name: Name | undefined) =>
      name === undefined ? [] : [option, this.#urn(name, program.get(name)?.label ?? name)];
    // One request after the other, as `nth` counts them.
    const args = ["up", "--yes", "--skip-preview", "--parallel", "1"];
    args.push(...urns("--target", target), ...urns("--replace", replace));
    const up = this.#project.start(args, { TWILIO_INTELLIGENCE_BASE_URL: url });
    const ended = up.ended.then((result) => this.#heed(result));
    return {
      ended,
      kill: async () => {
        // Those below are nobody's children once it is gone.
        const below = processesBelow(up.pid);
        for (const pid of [up.pid, ...below.map((one) => one.pid)]) kill(pid);
        await ended;
      },
    };
  }

  async refresh(): Promise<boolean> {
    return this.#heed(await this.#run("refresh", "--yes", "--skip-preview", "--diff"));
  }

  known(): [Name, string][] {
    return this.#resources().map(({ name, id, outputs }) => [name, CLASSES[name].standsFor?.(outputs) ?? id]);
  }

  id(label: string): string | undefined {
    return this.#resources().find((one) => one.label === label && !one.isReplaced)?.id;
  }

  async differs(program: Program): Promise<boolean> {
    this.#project.write(programText(program));
    return (await this.#run("preview", "--expect-no-changes")).code !== 0;
  }

  async preview(program: Program): Promise<string[]> {
    this.#project.write(programText(program));
    const { code, output } = await this.#run("preview");
    this.said.push(output);
    return code === 0 ? [] : [output];
  }

  #run(...args: string[]): Promise<CommandResult> {
    return this.#project.start(args).ended;
  }

  /** Takes in what was said, and runs what it says to run. Whether it ended well. */
  async #heed({ code, output }: CommandResult): Promise<boolean> {
    this.said.push(output);
    if (output.includes("`pulumi cancel`")) this.said.push((await this.#run("cancel", "--yes")).output);
    if (output.includes("pulumi state unprotect"))
      this.said.push((await this.#run("state", "unprotect", "--all", "--yes")).output);
    // What asks which of the pending operations to forget needs a terminal without this.
    if (output.includes("pending operations")) {
      const { output: cleared } = await this.#run(
        "refresh",
        "--yes",
        "--skip-preview",
        "--diff",
        "--clear-pending-creates",
      );
      this.said.push(cleared);
    }
    return code === 0;
  }

  #urn = (name: Name, label: string): string => {
    const parent = isInside(label) ? `${HOUSE}$` : "";
    const type = `${parent}${resourceType(CLASSES[name].kind)}`;
    return `urn:pulumi:${STACK}::${this.#project.name}::${type}::${nameInside(label)}`;
  };

  #resources() {
    return this.#project.state().resources.flatMap(({ urn, id, outputs = {}, delete: isReplaced = false }) => {
      const own = urn.slice(urn.lastIndexOf("::") + 2);
      const label = urn.includes(`::${HOUSE}$`) ? inside(own) : own;
      const name = nameIn(label);
      return name === undefined || id === undefined ? [] : [{ name, label, id, outputs, isReplaced }];
    });
  }
}

/** Type of the component that some resources are in. */
const HOUSE = "random:index:House";

const programText = (program: Program): string =>
  programOf(
    [
      'const pulumi = require("@pulumi/pulumi");',
      `const house = new pulumi.ComponentResource(${JSON.stringify(HOUSE)}, "house");`,
      ...[...runnable(program)].map(([name, { args, label, ...declared }]) => {
        const source = [JSON.stringify(nameInside(label)), sourceOf(args), optionsOf(label, declared)].join(", ");
        return `const ${name} = new ${CLASSES[name].kind}(${source});`;
      }),
    ].join("\n"),
  );

const parentOf = (label: string): string => (isInside(label) ? "house" : "pulumi.rootStackResource");

function optionsOf(label: string, { aliases = [], takeOver, kept }: Omit<Declared, "args" | "label">): string {
  const ignoreChanges = kept?.ignored === undefined ? undefined : [kept.ignored];
  const options = { import: takeOver, protect: kept?.protect, retainOnDelete: kept?.retain, ignoreChanges };
  const before = aliases.map((one) => `{ name: ${JSON.stringify(nameInside(one))}, parent: ${parentOf(one)} }`);
  const parent = isInside(label) ? ", parent: house" : "";
  return `{ ...${JSON.stringify(options)}, aliases: [${before.join(", ")}]${parent} }`;
}
