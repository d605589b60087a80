import { VERSION } from "../../../api/version";
import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import { members, type Values } from "../../../provider/values/json";
import { textWidth } from "../../shared/textWidth";
import { quoted } from "../escape";
import type { ExportPlan, Item } from "../plan/exportPlan";
import { variableOf } from "../plan/names";
import type { Account } from "../read/accountObjects";
import { isReferredTo, mapAt, type Reference, referencesOf } from "../read/references";
import { Code, OutputCode, printValue } from "./code";
import type { Known, Outside } from "./outside";

const WIDTH = 80;
const PACKAGE = "pulumi-twilio-intelligence";

/** Returns the files that declare the objects, by name. Adds external objects to `outside`, which becomes `external.ts`. */
export function sourceFiles(account: Account, plan: ExportPlan, outside: Outside): Map<string, string> {
  const files = new Map<string, string>();
  const byId = new Map(plan.items.map((item) => [item.object.id, item]));
  const references = new References(account, byId, outside);
  for (const kind of kindNames) {
    const items = plan.items.filter(({ object }) => object.kind === kind);
    if (items.length > 0) files.set(`${entryOf(kind).plural}.ts`, fileOf(kind, items, references));
  }
  if (outside.all().length > 0) files.set("external.ts", externalFile(outside));
  files.set("index.ts", indexFile([...files.keys()]));
  return files;
}

function fileOf(kind: KindName, items: readonly Item[], references: References): string {
  const isReferred = isReferredTo(kind);
  references.used.clear();
  const resources = items.map(({ name, declared }) => {
    const code = `new ${kind}(${argumentsOf(kind, isReferred, name, references.in(kind, declared))});`;
    return isReferred ? `export const ${variableOf(name)} = ${code}` : code;
  });
  const imports = [`import { ${kind} } from "${PACKAGE}";`];
  for (const module of [...kindNames.map((one) => entryOf(one).plural), "external"]) {
    if (references.used.has(module)) imports.push(`import * as ${module} from "./${module}";`);
  }
  return `${imports.join("\n")}\n\n${resources.join("\n\n")}\n`;
}

/** Prints name and arguments on the line of the class, or below it if they do not fit. */
function argumentsOf(type: string, isReferred: boolean, name: string, args: Values): string {
  const before = isReferred ? `export const ${variableOf(name)} = new ${type}(` : `new ${type}(`;
  const logical = quoted(name);
  if (textWidth(`${before}${logical}, {`) <= WIDTH) return `${logical}, ${printValue(args)}`;
  return `\n  ${logical},\n  ${printValue(args, 2)},\n`;
}

/** Replaces ids in declared properties with references to resources and constants. */
class References {
  /** Modules that were referred to since the set was cleared. */
  readonly used = new Set<string>();

  constructor(
    readonly account: Account,
    readonly items: ReadonlyMap<string, Item>,
    readonly outside: Outside,
  ) {}

  in(kind: KindName, declared: Values): Values {
    let values: unknown = declared;
    for (const one of referencesOf(kind)) {
      values = mapAt(values, one.path, (id) => (typeof id === "string" && id !== "" ? this.#code(id, one) : id));
    }
    return members(mapAt(values, "rules[].operators[]", shortOperator));
  }

  /** Returns the variable of a declared object, or the constant of an external one. */
  #code(id: string, { to, outside }: Reference): Code {
    const item = this.items.get(id);
    if (item !== undefined) {
      const { plural, resource } = entryOf(item.object.kind);
      this.used.add(plural);
      return new OutputCode(new Code(`${plural}.${variableOf(item.name)}`), "sid" in resource.computed ? "sid" : "id");
    }
    this.used.add("external");
    return this.outside.code(id, this.#known(id, { to, outside }));
  }

  #known(id: string, { to, outside }: Omit<Reference, "path">): Known {
    const object = this.account.objects.get(id);
    if (object !== undefined) return { noun: entryOf(object.kind).resource.noun, title: object.titles[0] };
    const noun = to === undefined ? (outside?.noun ?? "Object") : entryOf(to).resource.noun;
    const isListed = to !== undefined || outside?.list !== undefined;
    return this.account.outside.get(id) ?? { noun, isGone: isListed };
  }
}

/** Shortens an operator without version and parameters to its resource or id. */
function shortOperator(operator: unknown): unknown {
  const { id, ...more } = members(operator);
  if (Object.keys(more).length > 0) return operator;
  return id instanceof OutputCode ? id.resource : id;
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

/** Breaks the line of a long constant like Prettier: after the equals sign, or within the call. */
const brokenConstant = (variable: string, value: string, isCall: boolean): string =>
  isCall
    ? `export const ${variable} = config.require(\n  ${value.slice("config.require(".length, -1)},\n);`
    : `export const ${variable} =\n  ${value};`;

const indexFile = (files: readonly string[]): string =>
  [
    `// Objects of the account, by kind. Written by ${PACKAGE} ${VERSION}.`,
    ...files.filter((file) => file !== "external.ts").map((file) => `import "./${file.replace(/\.ts$/, "")}";`),
    "",
  ].join("\n");
