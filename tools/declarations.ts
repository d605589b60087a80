import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/*
 * The last step of `npm run build`. What the SDK's declarations take from `provider/` is inferred from zod schemas: a program
 * would have to load and check zod's own declarations to know it, which do not even compile under the settings that
 * `pulumi new typescript` has long written. So these types are written out here, with their docstrings. Declarations
 * that no entry point of the package leads to are not for users.
 */
const ROOT = join(__dirname, "..");
const DIST = join(ROOT, "dist");
const SDK = join(DIST, "sdk");
const ENTRIES = ["sdk/index", "api/index", "emulator/index", "policy/index"];
const JSON_TYPE = "type Json = string | number | boolean | null | Json[] | { [key: string]: Json };\n";

function main(): void {
  const modules = referencedModules();
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram(
    modules.map((module) => join(ROOT, `${module}.ts`)),
    options,
  );
  const written = modules.map((module) => [module, typesOf(program, join(ROOT, `${module}.ts`))] as const);
  for (const [module, text] of written) writeFileSync(join(DIST, `${module}.d.ts`), text);
  const reached = new Set<string>();
  for (const entry of ENTRIES) reach(entry, reached);
  for (const file of globSync("**/*.d.ts", { cwd: DIST })) {
    if (!reached.has(file.slice(0, -".d.ts".length).split("\\").join("/"))) rmSync(join(DIST, file));
  }
}

/** Adds a module and all that its declarations lead to. */
function reach(module: string, reached: Set<string>): void {
  if (reached.has(module)) return;
  reached.add(module);
  for (const next of importsOf(join(DIST, `${module}.d.ts`))) reach(next, reached);
}

/** The modules of the package that a declaration file names, such as `provider/service`. */
const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(file, "utf8"))
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) =>
      relative(DIST, join(dirname(file), fileName))
        .split("\\")
        .join("/"),
    );

/** The modules outside `sdk/` that its declarations name, such as `provider/service`. */
function referencedModules(): string[] {
  const modules = globSync("**/*.d.ts", { cwd: SDK }).flatMap((file) => importsOf(join(SDK, file)));
  return [...new Set(modules)].filter((module) => !module.startsWith("sdk/"));
}

/** Every type that a module exports, written out. A generic one is written as it is: it may name the module's other exports alone. */
function typesOf(program: ts.Program, file: string): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];
  const types = exported.flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return target.flags & ts.SymbolFlags.Type ? [declarationOf(symbol.name, target, checker)] : [];
  });
  return [...types, ...(types.some((text) => /\bJson\b/.test(text)) ? [JSON_TYPE] : [])].join("");
}

function declarationOf(name: string, symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const generic = (symbol.declarations ?? []).find(ts.isTypeAliasDeclaration)?.typeParameters ?? [];
  const parameters = generic.length === 0 ? "" : `<${generic.map((one) => one.getText()).join(", ")}>`;
  const text = generic.length === 0 ? typeText(type, checker, "") : named(type, checker);
  return `${docOf(symbol, checker, "")}export type ${name}${parameters} = ${text};\n`;
}

function typeText(type: ts.Type, checker: ts.TypeChecker, indent: string): string {
  if (type.aliasSymbol?.name === "JSONType") return "Json";
  if (type.isUnion() && type.types.some((member) => member.flags & ts.TypeFlags.Object)) {
    return type.types.map((member) => typeText(member, checker, indent)).join(" | ");
  }
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return item ? `Array<${typeText(item, checker, indent)}>` : "unknown[]";
  }
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!isObject || type.getCallSignatures().length > 0 || isOfLibrary(type)) return named(type, checker);
  const inner = `${indent}    `;
  const indexes = checker
    .getIndexInfosOfType(type)
    .map((info) => `${inner}[key: ${named(info.keyType, checker)}]: ${typeText(info.type, checker, inner)};\n`);
  const members = checker.getPropertiesOfType(type).map((member) => {
    const optional = member.flags & ts.SymbolFlags.Optional ? "?" : "";
    const text = typeText(checker.getTypeOfSymbol(member), checker, inner);
    return `${docOf(member, checker, inner)}${inner}${member.name}${optional}: ${text};\n`;
  });
  return `{\n${[...indexes, ...members].join("")}${indent}}`;
}

const named = (type: ts.Type, checker: ts.TypeChecker): string =>
  checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);

/** What the language or Node has by a name of its own. */
const isOfLibrary = (type: ts.Type): boolean =>
  type.isClassOrInterface() &&
  /typescript.lib|@types.node/.test(type.symbol.declarations?.[0]?.getSourceFile().fileName ?? "");

function docOf(symbol: ts.Symbol, checker: ts.TypeChecker, indent: string): string {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  if (text === "") return "";
  const lines = text.split("\n").map((line) => `${indent} * ${line}`.trimEnd());
  return `${indent}/**\n${lines.join("\n")}\n${indent} */\n`;
}

main();
