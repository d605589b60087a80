import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";

// Beside this file, so that the package is found as a program finds it. The file itself is never written.
const PROGRAM = join(__dirname, "program-in-the-editor.ts");
const SOURCE = 'export * from "pulumi-twilio-intelligence";';

/** What an editor's language service has open: the one program, against the package as it is built. */
function openEditor(): ts.Program {
  const read = (path: string) => (path === PROGRAM ? SOURCE : ts.sys.readFile(path));
  const { fileExists, directoryExists, getDirectories, realpath } = ts.sys;
  const service = ts.createLanguageService({
    getScriptFileNames: () => [PROGRAM],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => __dirname,
    getCompilationSettings: () => ({
      strict: true,
      skipLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === PROGRAM || fileExists(path),
    readFile: read,
    directoryExists,
    getDirectories,
    ...(realpath && { realpath }),
  });
  const program = service.getProgram();
  assert.ok(program);
  assert.deepEqual(service.getSemanticDiagnostics(PROGRAM), []);
  return program;
}

/** By path, such as `Service.uniqueName` and `IntelligenceConfiguration.rules.name`, what an editor shows about each argument. */
function argumentDocs(): Map<string, string> {
  const program = openEditor();
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(PROGRAM);
  const module = source && checker.getSymbolAtLocation(source);
  const docs = new Map<string, string>();
  for (const exported of module ? checker.getExportsOfModule(module) : []) {
    const type = checker.getTypeOfSymbol(exported);
    const args = type.getConstructSignatures()[0]?.parameters[1];
    if (args !== undefined) collect(checker.getTypeOfSymbol(args), exported.name, checker, docs);
  }
  return docs;
}

function collect(type: ts.Type, path: string, checker: ts.TypeChecker, docs: Map<string, string>): void {
  for (const shape of shapesIn(type, checker)) {
    for (const property of shape.getProperties()) {
      const here = `${path}.${property.name}`;
      docs.set(here, ts.displayPartsToString(property.getDocumentationComment(checker)).trim());
      collect(checker.getTypeOfSymbol(property), here, checker, docs);
    }
  }
}

/** The object shapes that a program may write where a type is asked for: not outputs, promises and resources, which it has. */
function shapesIn(type: ts.Type, checker: ts.TypeChecker): ts.Type[] {
  if (type.isUnion()) return type.types.flatMap((member) => shapesIn(member, checker));
  if (checker.isArrayType(type)) {
    return checker.getTypeArguments(type as ts.TypeReference).flatMap((item) => shapesIn(item, checker));
  }
  const isWritten = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && !type.isClass();
  const isOfLibrary = ["Promise", "OutputInstance", "Output"].includes(
    type.symbol?.name ?? type.aliasSymbol?.name ?? "",
  );
  return isWritten && !isOfLibrary && checker.getIndexInfosOfType(type).length === 0 ? [type] : [];
}

test("an editor shows a docstring for every argument of every class, at any depth", () => {
  const docs = argumentDocs();
  for (const path of ["Service.uniqueName", "IntelligenceConfiguration.rules.triggers.parameters.count"]) {
    assert.ok(docs.has(path), `${path} has to be among ${[...docs.keys()].join(", ")}`);
  }
  const undocumented = [...docs].filter(([, text]) => text === "").map(([path]) => path);
  assert.deepEqual(undocumented, []);
});
