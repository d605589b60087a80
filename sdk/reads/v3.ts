import type * as pulumi from "@pulumi/pulumi";
import type * as Reads from "../../provider/reads";
import type { Inputs } from "../resource";
import { type ReadOptions, type ReadOutputOptions, run, runOutput, runSecretOutput } from "./run";

export type {
  GetConversationArgs,
  GetConversationResult,
  GetConversationsArgs,
  GetIntelligenceConfigurationArgs,
  GetIntelligenceConfigurationResult,
  GetIntelligenceConfigurationsArgs,
  GetLanguageOperatorArgs,
  GetLanguageOperatorResult,
  GetLanguageOperatorsArgs,
  GetLanguageOperatorVersionArgs,
  GetLanguageOperatorVersionResult,
  GetLanguageOperatorVersionsArgs,
  GetLanguageOperatorVersionsResult,
  GetOperatorResultArgs,
  GetOperatorResultResult,
  GetOperatorResultsArgs,
  GetTwilioOperatorArgs,
} from "../../provider/reads";

/**
 * An Intelligence Configuration, by its id (one request) or its display name, for which the Configurations are listed, 1,000 to
 * a request. Throws an error with the code `not_found`, and for a name with those that come closest; with the code `ambiguous`
 * and the ids, where several go by the name.
 */
export const getIntelligenceConfiguration = (
  args: Reads.GetIntelligenceConfigurationArgs,
  opts?: ReadOptions,
): Promise<Reads.GetIntelligenceConfigurationResult> => run((reads) => reads.getIntelligenceConfiguration, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getIntelligenceConfigurationOutput = (
  args: Inputs<Reads.GetIntelligenceConfigurationArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetIntelligenceConfigurationResult> =>
  runOutput((reads) => reads.getIntelligenceConfiguration, args, opts);

/** All Intelligence Configurations of the account, in the API's order. Reads 1,000 to a request. */
export const getIntelligenceConfigurations = (
  args?: Reads.GetIntelligenceConfigurationsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetIntelligenceConfigurationResult[]> =>
  run((reads) => reads.getIntelligenceConfigurations, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getIntelligenceConfigurationsOutput = (
  args?: Inputs<Reads.GetIntelligenceConfigurationsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetIntelligenceConfigurationResult[]> =>
  runOutput((reads) => reads.getIntelligenceConfigurations, args, opts);

/**
 * A language operator, by its id (one request) or its display name, for which the account's and Twilio's operators are listed,
 * 1,000 to a request. Throws an error with the code `not_found`, and for a name with those that come closest; with the code
 * `ambiguous` and the ids, where several go by the name. Twilio's own come without `prompt` and `trainingExamples`.
 */
export const getLanguageOperator = (
  args: Reads.GetLanguageOperatorArgs,
  opts?: ReadOptions,
): Promise<Reads.GetLanguageOperatorResult> => run((reads) => reads.getLanguageOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorOutput = (
  args: Inputs<Reads.GetLanguageOperatorArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetLanguageOperatorResult> => runOutput((reads) => reads.getLanguageOperator, args, opts);

/**
 * The language operator of Twilio's of a name, such as `Sentiment`, whatever the account's own are called. Lists operators,
 * 1,000 to a request. Throws an error with the code `not_found` and the names that come closest.
 */
export const getTwilioOperator = (
  args: Reads.GetTwilioOperatorArgs,
  opts?: ReadOptions,
): Promise<Reads.GetLanguageOperatorResult> => run((reads) => reads.getTwilioOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getTwilioOperatorOutput = (
  args: Inputs<Reads.GetTwilioOperatorArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetLanguageOperatorResult> => runOutput((reads) => reads.getTwilioOperator, args, opts);

/** The account's language operators and Twilio's, in the API's order; `author` tells them apart. Reads 1,000 to a request. */
export const getLanguageOperators = (
  args?: Reads.GetLanguageOperatorsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetLanguageOperatorResult[]> => run((reads) => reads.getLanguageOperators, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorsOutput = (
  args?: Inputs<Reads.GetLanguageOperatorsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetLanguageOperatorResult[]> => runOutput((reads) => reads.getLanguageOperators, args, opts);

/**
 * One version of a language operator, whole, with its `status`: a `DEPRECATED` one still runs, a `RETIRED` one fails. One
 * request. Throws an error with the code `not_found`.
 */
export const getLanguageOperatorVersion = (
  args: Reads.GetLanguageOperatorVersionArgs,
  opts?: ReadOptions,
): Promise<Reads.GetLanguageOperatorVersionResult> => run((reads) => reads.getLanguageOperatorVersion, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorVersionOutput = (
  args: Inputs<Reads.GetLanguageOperatorVersionArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetLanguageOperatorVersionResult> =>
  runOutput((reads) => reads.getLanguageOperatorVersion, args, opts);

/**
 * The versions of a language operator with their `status`, in the API's order. Reads 1,000 to a request. Throws an error with
 * the code `not_found` where there is no such operator.
 */
export const getLanguageOperatorVersions = (
  args: Reads.GetLanguageOperatorVersionsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetLanguageOperatorVersionsResult[]> => run((reads) => reads.getLanguageOperatorVersions, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorVersionsOutput = (
  args: Inputs<Reads.GetLanguageOperatorVersionsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetLanguageOperatorVersionsResult[]> =>
  runOutput((reads) => reads.getLanguageOperatorVersions, args, opts);

/**
 * A conversation with its participants and all that was communicated, by its id: one request. It may hold personal data: what a
 * program makes of it is in its hands; the `Output` form marks it as secret. Throws an error with the code `not_found`.
 */
export const getConversation = (
  args: Reads.GetConversationArgs,
  opts?: ReadOptions,
): Promise<Reads.GetConversationResult> => run((reads) => reads.getConversation, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getConversationOutput = (
  args: Inputs<Reads.GetConversationArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetConversationResult> => runSecretOutput((reads) => reads.getConversation, args, opts);

/**
 * Conversations without their `communications`, in the API's order; filters narrow each other, a list means any of its items.
 * Between `createdAtAfter` and `createdAtBefore` may lie at most 31 days. Reads 1,000 to a request: give a `limit` where the
 * account has many. They may hold personal data, as `getConversation`.
 */
export const getConversations = (
  args?: Reads.GetConversationsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetConversationResult[]> => run((reads) => reads.getConversations, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getConversationsOutput = (
  args?: Inputs<Reads.GetConversationsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetConversationResult[]> => runSecretOutput((reads) => reads.getConversations, args, opts);

/**
 * What one operator of a rule found in a conversation, by the result's id: one request. `result` is as the operator's
 * `outputFormat` says: `{ text }` for TEXT, `{ label }` for CLASSIFICATION, the operator's own shape for JSON. May hold personal
 * data, as `getConversation`. Throws an error with the code `not_found`.
 */
export const getOperatorResult = (
  args: Reads.GetOperatorResultArgs,
  opts?: ReadOptions,
): Promise<Reads.GetOperatorResultResult> => run((reads) => reads.getOperatorResult, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getOperatorResultOutput = (
  args: Inputs<Reads.GetOperatorResultArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorResultResult> => runSecretOutput((reads) => reads.getOperatorResult, args, opts);

/**
 * What operators found in conversations, in the API's order; filters narrow each other. Reads 1,000 to a request: give a `limit`
 * where the account has many. May hold personal data, as `getConversation`.
 */
export const getOperatorResults = (
  args?: Reads.GetOperatorResultsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetOperatorResultResult[]> => run((reads) => reads.getOperatorResults, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getOperatorResultsOutput = (
  args?: Inputs<Reads.GetOperatorResultsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorResultResult[]> => runSecretOutput((reads) => reads.getOperatorResults, args, opts);
