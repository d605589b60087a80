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

/** Name of a kind. A policy pack does not load the provider to learn of them. */
export type KindName = keyof typeof outputNames;

const isKindName = (name: string): name is KindName => Object.hasOwn(outputNames, name);

export const kindNames: readonly KindName[] = Object.keys(outputNames).filter(isKindName);

const TYPE = "pulumi-nodejs:dynamic/twilio-intelligence:";

/** An object that a program declares. */
export interface DeclaredResource {
  kind: KindName;
  /** Its name in the program. */
  name: string;
  props: Members;
  stack: string;
  protect: boolean;
}

/** What is wrong with an object, as the rest of a sentence that begins with it; or a value that has to be known to reportFindings. */
export type Finding = string | Unknown;

/** How a policy is set up: how strictly it holds, and its parameters. A level alone leaves the parameters as they are. */
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

/** A policy that looks at one object at a time. Mandatory unless it is set up otherwise. */
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

/** A policy that looks at all objects of a stack together. Mandatory unless it is set up otherwise. */
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

/** What both kinds of policy have in common. Throws where a parameter is none, or is not as it has to be. */
function prepare<Schema extends z.ZodObject>(
  { parameters, ...about }: PolicyMetadata<Schema>,
  settings: Settings<z.input<Schema>> | undefined,
) {
  const { enforcementLevel = "mandatory", ...given } = isLevel(settings) ? { enforcementLevel: settings } : settings;
  const parametersOf = (config: object): z.output<Schema> => {
    const { data, error } = parameters.safeParse({ ...given, ...config });
    if (error) throw new Error(`The policy ${about.name} is not set up as it has to be: ${describeIssues(error)}`);
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

/** A policy is told the name of its stack nowhere else. */
const stackOf = (urn: string): string => /^urn:pulumi:(.*?)::/.exec(urn)?.[1] ?? "";

/** What is known is reported first; then what is not known yet is thrown, which @pulumi/policy reports in its own words. */
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
