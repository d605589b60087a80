import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
import { type Members, members, plain, Unknown } from "./plain";

/** The classes of this package, as they are in the type of a resource. */
export const kinds = [
  "Service",
  "CustomOperator",
  "OperatorAttachment",
  "Transcript",
  "LanguageOperator",
  "IntelligenceConfiguration",
  "ConversationsAttachment",
] as const;
export type Kind = (typeof kinds)[number];

const TYPE = "pulumi-nodejs:dynamic/twilio-intelligence:";

/** An object that a program declares. */
export interface Declared {
  kind: Kind;
  /** Its name in the program. */
  name: string;
  props: Members;
  stack: string;
  protect: boolean;
}

/** What is wrong with an object, as the rest of a sentence that begins with it; or a value that has to be known to tell. */
export type Finding = string | Unknown;

/** How a policy is set up: how strictly it holds, and its parameters. A level alone leaves the parameters as they are. */
export type Settings<Parameters> = EnforcementLevel | ({ enforcementLevel?: EnforcementLevel } & Parameters);

interface About<Schema extends z.ZodObject> {
  name: string;
  displayName: string;
  description: string;
  severity: Severity;
  remediationSteps: string;
  parameters: Schema;
}

interface ResourceCheck<Schema extends z.ZodObject> extends About<Schema> {
  checks: Partial<Record<Kind, (declared: Declared, parameters: z.output<Schema>) => Iterable<Finding>>>;
}

/** A policy that looks at one object at a time. Mandatory unless it is set up otherwise. */
export function resourcePolicy<Schema extends z.ZodObject>({ checks, ...about }: ResourceCheck<Schema>) {
  return (settings?: Settings<z.input<Schema>>): ResourceValidationPolicy => {
    const { policy, parametersOf } = prepare(about, settings);
    return {
      ...policy,
      validateResource: (args, report) => {
        const declared = declaredOf({ ...args, protect: args.opts.protect });
        const check = declared && checks[declared.kind];
        if (check) tell(declared, check(declared, parametersOf(args.getConfig())), report);
      },
    };
  };
}

interface StackCheck<Schema extends z.ZodObject> extends About<Schema> {
  check: (declared: Declared[], parameters: z.output<Schema>) => Iterable<Finding>;
}

/** A policy that looks at all objects of a stack together. Mandatory unless it is set up otherwise. */
export function stackPolicy<Schema extends z.ZodObject>({ check, ...about }: StackCheck<Schema>) {
  return (settings?: Settings<z.input<Schema>>): StackValidationPolicy => {
    const { policy, parametersOf } = prepare(about, settings);
    return {
      ...policy,
      validateStack: (args, report) => {
        const all = args.resources.flatMap((one) => declaredOf({ ...one, protect: one.opts.protect }) ?? []);
        tell(undefined, check(all, parametersOf(args.getConfig())), report);
      },
    };
  };
}

/** What both kinds of policy have in common. Throws where a parameter is none, or is not as it has to be. */
function prepare<Schema extends z.ZodObject>(
  { parameters, ...about }: About<Schema>,
  settings: Settings<z.input<Schema>> | undefined,
) {
  const { enforcementLevel = "mandatory", ...given } = isLevel(settings) ? { enforcementLevel: settings } : settings;
  const parametersOf = (config: object): z.output<Schema> => {
    const { data, error } = parameters.safeParse({ ...given, ...config });
    if (error) throw new Error(`The policy ${about.name} is not set up as it has to be: ${explained(error)}`);
    return data;
  };
  const defaults = parametersOf({});
  return {
    policy: { ...about, enforcementLevel, configSchema: { properties: schemaOf(parameters, defaults) } },
    parametersOf,
  };
}

const isLevel = (settings: unknown): settings is EnforcementLevel | undefined => typeof settings !== "object";

/** The parameters as JSON Schema; the engine fills in the defaults, which are those that the program gave. */
function schemaOf(parameters: z.ZodObject, defaults: Members): PolicyConfigSchema["properties"] {
  const { properties = {} } = z.toJSONSchema(parameters, { io: "input" });
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const value = defaults[name];
      return [name, { ...Object(schema), ...(value !== undefined && { default: value }) }];
    }),
  );
}

const explained = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => [path.join("."), message].filter((part) => part !== "").join(": "))
    .join("; ");

interface Analyzed {
  type: string;
  name: string;
  urn: string;
  props: object;
  protect: boolean;
}

function declaredOf({ type, name, urn, props, protect }: Analyzed): Declared | undefined {
  const kind = kinds.find((one) => type === `${TYPE}${one}`);
  if (kind === undefined) return undefined;
  return { kind, name, props: members(plain(props)), stack: stackOf(urn), protect };
}

/** A policy is told the name of its stack nowhere else. */
const stackOf = (urn: string): string => /^urn:pulumi:(.*?)::/.exec(urn)?.[1] ?? "";

/** What is known is reported first; then what is not known yet is thrown, which @pulumi/policy reports in its own words. */
function tell(declared: Declared | undefined, findings: Iterable<Finding>, report: ReportViolation): void {
  const all = [...findings];
  for (const finding of all) {
    if (typeof finding === "string") report(declared ? `${declared.kind} "${declared.name}": ${finding}` : finding);
  }
  const unknown = all.find((finding) => finding instanceof Unknown);
  if (unknown instanceof Unknown) throw unknown.reason;
}
