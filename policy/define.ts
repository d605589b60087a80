import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
import { outputNames } from "../sdk/outputs.generated";
import { type Members, members, plainProperties, Unknown } from "./plainProperties";

/** Name of a kind. From generated names, so that a policy pack does not have to load the provider. */
export type KindName = keyof typeof outputNames;

const isKindName = (name: string): name is KindName => Object.hasOwn(outputNames, name);

export const kindNames: readonly KindName[] = Object.keys(outputNames).filter(isKindName);

const TYPE = "pulumi-nodejs:dynamic/twilio-intelligence:";

/** An object that a program declares. */
export interface DeclaredResource {
  kind: KindName;
  /** Name in the program. */
  name: string;
  props: Members;
  stack: string;
  protect: boolean;
}

/** A violation, as the end of a sentence that begins with the object; or an unknown value that the policy needs. */
export type Finding = string | Unknown;

/** Configuration of a policy: an enforcement level, or parameters with an optional level. A level alone keeps the default parameters. */
export type Settings<Parameters> = EnforcementLevel | ({ enforcementLevel?: EnforcementLevel } & Parameters);

interface PolicyMetadata<Schema extends z.ZodObject> {
  name: string;
  displayName: string;
  description: string;
  severity: Severity;
  remediationSteps: string;
  parameters: Schema;
}

interface ResourceCheck<Schema extends z.ZodObject> extends PolicyMetadata<Schema> {
  checks: Partial<Record<KindName, (declared: DeclaredResource, parameters: z.output<Schema>) => Iterable<Finding>>>;
}

/** Defines a policy that checks one object at a time. Mandatory by default. */
export function resourcePolicy<Schema extends z.ZodObject>({ checks, ...about }: ResourceCheck<Schema>) {
  return (settings?: Settings<z.input<Schema>>): ResourceValidationPolicy => {
    const { policy, parametersOf } = prepare(about, settings);
    return {
      ...policy,
      validateResource: (args, report) => {
        const declared = declaredResourceOf({ ...args, protect: args.opts.protect });
        const check = declared && checks[declared.kind];
        if (check) reportFindings(declared, check(declared, parametersOf(args.getConfig())), report);
      },
    };
  };
}

interface StackCheck<Schema extends z.ZodObject> extends PolicyMetadata<Schema> {
  check: (declared: DeclaredResource[], parameters: z.output<Schema>) => Iterable<Finding>;
}

/** Defines a policy that checks all objects of a stack together. Mandatory by default. */
export function stackPolicy<Schema extends z.ZodObject>({ check, ...about }: StackCheck<Schema>) {
  return (settings?: Settings<z.input<Schema>>): StackValidationPolicy => {
    const { policy, parametersOf } = prepare(about, settings);
    return {
      ...policy,
      validateStack: (args, report) => {
        const all = args.resources.flatMap((one) => declaredResourceOf({ ...one, protect: one.opts.protect }) ?? []);
        reportFindings(undefined, check(all, parametersOf(args.getConfig())), report);
      },
    };
  };
}

/** Creates the common parts of both kinds of policy. Throws if a parameter is unknown or invalid. */
function prepare<Schema extends z.ZodObject>(
  { parameters, ...about }: PolicyMetadata<Schema>,
  settings: Settings<z.input<Schema>> | undefined,
) {
  const { enforcementLevel = "mandatory", ...given } = isLevel(settings) ? { enforcementLevel: settings } : settings;
  const parametersOf = (config: object): z.output<Schema> => {
    const { data, error } = parameters.safeParse({ ...given, ...config });
    if (error) throw new Error(`The configuration of the policy ${about.name} is invalid: ${describeIssues(error)}`);
    return data;
  };
  const defaults = parametersOf({});
  return {
    policy: { ...about, enforcementLevel, configSchema: { properties: schemaOf(parameters, defaults) } },
    parametersOf,
  };
}

const isLevel = (settings: unknown): settings is EnforcementLevel | undefined => typeof settings !== "object";

/** Returns the parameters as JSON Schema. Its defaults, which the engine fills in, are the values of the program. */
function schemaOf(parameters: z.ZodObject, defaults: Members): PolicyConfigSchema["properties"] {
  const { properties = {} } = z.toJSONSchema(parameters, { io: "input" });
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const value = defaults[name];
      return [name, { ...Object(schema), ...(value !== undefined && { default: value }) }];
    }),
  );
}

const describeIssues = (error: z.ZodError): string =>
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

function declaredResourceOf({ type, name, urn, props, protect }: Analyzed): DeclaredResource | undefined {
  const kind = kindNames.find((one) => type === `${TYPE}${one}`);
  if (kind === undefined) return undefined;
  return { kind, name, props: members(plainProperties(props)), stack: stackOf(urn), protect };
}

/** Returns the stack's name from a URN. The engine does not pass it to policies in any other way. */
const stackOf = (urn: string): string => /^urn:pulumi:(.*?)::/.exec(urn)?.[1] ?? "";

/** Reports all violations. Then throws the first unknown value, for which @pulumi/policy has its own message. */
function reportFindings(
  declared: DeclaredResource | undefined,
  findings: Iterable<Finding>,
  report: ReportViolation,
): void {
  const all = [...findings];
  for (const finding of all) {
    if (typeof finding === "string") report(declared ? `${declared.kind} "${declared.name}": ${finding}` : finding);
  }
  const unknown = all.find((finding) => finding instanceof Unknown);
  if (unknown instanceof Unknown) throw unknown.reason;
}
