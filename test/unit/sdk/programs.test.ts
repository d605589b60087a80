import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import { CustomOperator, IntelligenceConfiguration, LanguageOperator, Service } from "pulumi-twilio-intelligence";
import type { ActionArgs, OperatorReference, RuleArgs, TriggerArgs } from "pulumi-twilio-intelligence";
export const operator = new LanguageOperator("o", { displayName: "o", outputFormat: "TEXT", prompt: "p" });
`;
const rule = (members: string) =>
  `new IntelligenceConfiguration("c", { displayName: "c", rules: [{ operators: ["o"], triggers: [], ${members} }] });`;

/** Programs, each with what the compiler says of it. */
const PROGRAMS: Record<string, [program: string, errors: RegExp[]]> = {
  "a misspelt argument is named, with the right one": [
    'new Service("s", { uniqueName: "s", webhokUrl: "https://example.com" });',
    [/^.*'webhokUrl' does not exist in type 'ServiceArgs'. Did you mean to write 'webhookUrl'\?$/],
  ],
  "a missing argument is named": [
    'new Service("s", { friendlyName: "s" });',
    [/Property 'uniqueName' is missing in type .* but required in type 'ServiceArgs'/],
  ],
  "a value that is no choice is named": [
    'new Service("s", { uniqueName: "s", webhookHttpMethod: "PUT" });',
    [/Type '"PUT"' is not assignable to type 'Input<"GET" \| "POST" \| "NULL" \| undefined>'/],
  ],
  "a misspelt member of an action is named": [
    rule('actions: [{ urll: "https://example.com" }]'),
    [/'urll' does not exist in type 'Input<IntelligenceConfigurationRuleActionWebhookArgs>'/],
  ],
  "only messages are counted": [
    rule("").replace("triggers: []", 'triggers: [{ on: "CONVERSATION_END", parameters: { count: 3 } }]'),
    [/'parameters' does not exist in type 'IntelligenceConfigurationRuleTriggerConversationEndArgs/],
  ],
  "an operator is an id, a resource, or an object, also behind outputs": [
    `const operators: OperatorReference[] = ["o", operator, { id: operator.id }, { id: "o", version: operator.version, parameters: { a: pulumi.output(1) } }];
     const rules: RuleArgs[] = [{ operators, triggers: [] }, { operators: pulumi.output(["o"]), triggers: pulumi.output([]) }];
     new IntelligenceConfiguration("c", { displayName: "c", rules: [...rules, pulumi.output<RuleArgs>({ operators: ["o"], triggers: [] })] });`,
    [],
  ],
  "rules are built apart without `as const`": [
    `const trigger: TriggerArgs = { on: "COMMUNICATION", parameters: { count: 3 } };
     const actions: ActionArgs[] = [{ url: pulumi.interpolate\`https://\${operator.id}\` }, { type: "WEBHOOK", method: "POST", url: "https://example.com" }];
     const rules = { a: { name: "a", operators: ["o"], triggers: [trigger], actions }, b: { operators: ["o"], triggers: [{ on: "CONVERSATION_END" }] } } satisfies Record<string, RuleArgs>;
     new IntelligenceConfiguration("c", { displayName: "c", rules: Object.values(rules) });`,
    [],
  ],
  "outputs are inputs of another resource, and free JSON holds outputs": [
    `const a = new Service("a", { uniqueName: "a" });
     new Service("b", { uniqueName: "b", webhookHttpMethod: a.webhookHttpMethod, autoRedaction: a.autoRedaction, languageCode: undefined });
     new CustomOperator("c", { friendlyName: a.sid, operatorType: "Generative", config: { prompt: a.sid, examples: [{ input: a.url, output: [1, null] }] } });
     const c = new IntelligenceConfiguration("c", { displayName: "c", rules: [] });
     new IntelligenceConfiguration("d", { displayName: "d", rules: c.rules });
     new LanguageOperator("l", { displayName: "l", outputFormat: "JSON", prompt: "p", outputSchema: operator.outputSchema, parameters: operator.parameters });`,
    [],
  ],
  "what a program exports has a type that can be named": [
    `export const service = new Service("s", { uniqueName: "s" });
     export const { sid, webhookHttpMethod, attachedOperatorSids } = service;
     export const c = new IntelligenceConfiguration("c", { displayName: "c", rules: [] });
     export const rules = c.rules;
     export const first = c.rules.apply(([rule]) => rule?.triggers);
     export const { outputSchema, trainingExamples, context, parameters } = operator;
     export const got = Service.get("g", "GA");`,
    [],
  ],
};

/** What the compiler says of each program, which stands beside this file and is never written: the package is found as a program finds it. */
function compile(programs: Record<string, string>): Map<string, string[]> {
  const files = new Map(
    Object.entries(programs).map(([name, text], at) => [join(__dirname, `program${at}.ts`), { name, text }]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    declaration: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, version, ...more) => {
    const own = files.get(path);
    return own === undefined
      ? getSourceFile(path, version, ...more)
      : ts.createSourceFile(path, `${HEAD}${own.text}`, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...files].map(([path, { name }]) => {
      const source = program.getSourceFile(path);
      const all = [...program.getSemanticDiagnostics(source), ...program.getDeclarationDiagnostics(source)];
      return [name, all.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))];
    }),
  );
}

const said = compile(Object.fromEntries(Object.entries(PROGRAMS).map(([name, [text]]) => [name, text])));

for (const [name, [, expected]] of Object.entries(PROGRAMS)) {
  test(name, () => {
    const errors = said.get(name) ?? [];
    assert.equal(errors.length, expected.length, errors.join("\n"));
    for (const [at, pattern] of expected.entries()) assert.match(errors[at] ?? "", pattern);
  });
}
