import { VERSION } from "../../api/version";
import type { Bag } from "../../provider/definition";
import { list, members } from "../../provider/normalRule";
import type { Account } from "./account";
import { quoted } from "./escape";
import { KINDS, type KindName } from "./kinds";
import { variableOf } from "./names";
import type { Outside } from "./outside";
import type { Item, Plan } from "./plan";
import { Code, printValue } from "./print";
import { textWidth } from "./width";

const WIDTH = 80;
const PACKAGE = "pulumi-twilio-intelligence";

/** The files that declare the objects, by name. What they refer to outside is left in `outside`, from which `external.ts` is made. */
export function sourceFiles(account: Account, plan: Plan, outside: Outside): Map<string, string> {
  const files = new Map<string, string>();
  const byId = new Map(plan.items.map((item) => [item.live.id, item]));
  const references = new References(account, byId, outside);
  for (const kind of KINDS) {
    const items = plan.items.filter(({ live }) => live.kind === kind);
    if (items.length > 0) files.set(`${kind}.ts`, fileOf(account, kind, items, references));
  }
  if (outside.all().length > 0) files.set("external.ts", externalFile(outside));
  files.set("index.ts", indexFile([...files.keys()]));
  return files;
}

function fileOf(account: Account, kind: KindName, items: readonly Item[], references: References): string {
  const { type = "", isReferred = false } = account.kinds.get(kind) ?? {};
  references.used.clear();
  const resources = items.map(({ name, declared }) => {
    const code = `new ${type}(${argumentsOf(type, isReferred, name, references.in(declared))});`;
    return isReferred ? `export const ${variableOf(name)} = ${code}` : code;
  });
  const imports = [`import { ${type} } from "${PACKAGE}";`];
  for (const module of [...KINDS, "external"]) {
    if (references.used.has(module)) imports.push(`import * as ${module} from "./${module}";`);
  }
  return `${imports.join("\n")}\n\n${resources.join("\n\n")}\n`;
}

/** Name and arguments on the line of the class, or below it where they do not fit there. */
function argumentsOf(type: string, isReferred: boolean, name: string, args: Bag): string {
  const before = isReferred ? `export const ${variableOf(name)} = new ${type}(` : `new ${type}(`;
  const logical = quoted(name);
  if (textWidth(`${before}${logical}, {`) <= WIDTH) return `${logical}, ${printValue(args)}`;
  return `\n  ${logical},\n  ${printValue(args, 2)},\n`;
}

/** Turns the ids that an object declares into what they stand for in the program. */
class References {
  /** The modules that were referred to since this was cleared. */
  readonly used = new Set<string>();

  constructor(
    readonly account: Account,
    readonly items: ReadonlyMap<string, Item>,
    readonly outside: Outside,
  ) {}

  in(declared: Bag): Bag {
    return Object.fromEntries(Object.entries(declared).map(([name, value]) => [name, this.#property(name, value)]));
  }

  #property(name: string, value: unknown): unknown {
    switch (name) {
      case "serviceSid":
        return this.#code(value, "sid", "Service");
      case "operatorSid":
        return this.#code(value, "sid", "Operator");
      case "intelligenceConfigurationId":
        return this.#code(value, "id", "Intelligence Configuration");
      case "conversationsConfigurationId":
        return this.#code(value, "id", "Conversations configuration");
      case "encryptionCredentialSid":
        return this.#config(value, "Encryption credential");
      case "rules":
        return list(value).map((rule) => this.#rule(members(rule)));
      default:
        return value;
    }
  }

  #rule({ operators, context, ...rule }: Bag): Bag {
    const { knowledge, ...others } = members(context);
    const bases = list(members(knowledge).bases).map((base) => this.#config(base, "Knowledge base"));
    const told = { ...others, ...(bases.length > 0 && { knowledge: { bases } }) };
    const { name, ...rest } = rule;
    return {
      name,
      operators: list(operators).map((one) => this.#operator(members(one))),
      ...rest,
      ...(context !== undefined && { context: told }),
    };
  }

  /** An operator alone stands for itself: its resource, or its id. */
  #operator({ id, ...more }: Bag): unknown {
    const isAlone = Object.keys(more).length === 0;
    const item = this.items.get(String(id));
    if (isAlone && item !== undefined) return this.#member(item);
    const code = this.#code(id, "id", "Language Operator");
    return isAlone ? code : { id: code, ...more };
  }

  /** What the program declares, by its variable; what it does not, by a constant. */
  #code(value: unknown, output: "id" | "sid", noun: string): Code {
    const id = String(value);
    const item = this.items.get(id);
    if (item !== undefined) return new Code(`${this.#member(item).text}.${output}`);
    const { account } = this;
    const live = account.lives.get(id);
    const called = (live && account.kinds.get(live.kind)?.noun) ?? noun;
    const known = account.others.get(id) ?? { noun: called, title: live?.titles[0], isGone: live === undefined };
    this.used.add("external");
    return this.outside.code(id, known);
  }

  #member({ live, name }: Item): Code {
    this.used.add(live.kind);
    return new Code(`${live.kind}.${variableOf(name)}`);
  }

  /** What belongs to the account and is no object of this package. */
  #config(value: unknown, noun: string): unknown {
    if (typeof value !== "string" || value === "") return value;
    this.used.add("external");
    return this.outside.code(value, { noun });
  }
}

function externalFile(outside: Outside): string {
  const all = outside.all();
  const isConfigured = all.some(({ kind }) => kind === "config");
  const head = isConfigured
    ? ['import * as pulumi from "@pulumi/pulumi";', "", "const config = new pulumi.Config();", ""]
    : [];
  const constants = all.map(({ name, id, comment, kind }) => {
    const variable = variableOf(name);
    const value = kind === "config" ? `config.require(${quoted(variable)})` : quoted(id);
    const line = `export const ${variable} = ${value};`;
    return `// ${comment}.\n${textWidth(line) <= WIDTH ? line : brokenConstant(variable, value, kind === "config")}`;
  });
  return `${[...head, constants.join("\n\n")].join("\n")}\n`;
}

/** As Prettier breaks the line of a constant that is too long: behind the sign, or within the call. */
const brokenConstant = (variable: string, value: string, isCall: boolean): string =>
  isCall
    ? `export const ${variable} = config.require(\n  ${value.slice("config.require(".length, -1)},\n);`
    : `export const ${variable} =\n  ${value};`;

const indexFile = (files: readonly string[]): string =>
  [
    `// What was in the account, by kind. Written by ${PACKAGE} ${VERSION}.`,
    ...files.filter((file) => file !== "external.ts").map((file) => `import "./${file.replace(/\.ts$/, "")}";`),
    "",
  ].join("\n");
