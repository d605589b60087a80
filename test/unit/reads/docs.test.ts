import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";

/** The declarations of the package as it is built: what an editor shows is in them. */
const INDEX = join(__dirname, "..", "..", "..", "dist", "sdk", "index.d.ts");

const program = ts.createProgram([INDEX], {
  strict: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ["node"],
});
const checker = program.getTypeChecker();

const isDocumented = (symbol: ts.Symbol): boolean =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "";

function reads(): { name: string; symbol: ts.Symbol; args: ts.Symbol[] }[] {
  const source = program.getSourceFile(INDEX);
  const module = source && checker.getSymbolAtLocation(source);
  assert.ok(module, "the package is not built");
  const exported = checker.getExportsOfModule(module).filter(({ name }) => /^get[A-Z]/.test(name));
  return exported.map((alias) => {
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    const args = signature?.parameters[0];
    assert.ok(args, `${alias.name} takes no arguments`);
    return {
      name: alias.name,
      symbol,
      args: checker.getNonNullableType(checker.getTypeOfSymbol(args)).getProperties(),
    };
  });
}

test("an editor shows a docstring for every read, and for every argument of it", () => {
  const found = reads();
  assert.ok(found.length > 50, `${found.length}`);
  const undocumented = found.flatMap(({ name, symbol, args }) => [
    ...(isDocumented(symbol) ? [] : [name]),
    ...args.filter((arg) => !isDocumented(arg)).map((arg) => `${name}.${arg.name}`),
  ]);
  assert.deepEqual(undocumented, []);
  const names = found.find(({ name }) => name === "getTranscripts")?.args.map((arg) => arg.name);
  assert.ok(names?.includes("account") && names.includes("afterStartTime"), `${names}`);
});
