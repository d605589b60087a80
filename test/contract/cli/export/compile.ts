import { join } from "node:path";
import ts from "typescript";

const REPOSITORY = join(__dirname, "..", "..", "..", "..");

/** What the compiler has against the files of an exported project, by its own settings; packages are those of this repository. */
export function compilerErrors(folder: string): string[] {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const paths = {
    "pulumi-twilio-intelligence": [join(REPOSITORY, "sdk", "index.ts")],
    "@pulumi/pulumi": [join(REPOSITORY, "node_modules", "@pulumi", "pulumi")],
  };
  const program = ts.createProgram(fileNames, { ...options, paths, noEmit: true });
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  const found = own.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  return [...program.getOptionsDiagnostics(), ...found].map(
    ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
  );
}
