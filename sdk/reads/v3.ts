import type * as pulumi from "@pulumi/pulumi";
import { run, runOutput, runSecretOutput } from "../internal/runRead";
import type {
  GetConversationArgs,
  GetConversationOutputArgs,
  GetConversationResult,
  GetConversationsArgs,
  GetConversationsOutputArgs,
  GetIntelligenceConfigurationArgs,
  GetIntelligenceConfigurationOutputArgs,
  GetIntelligenceConfigurationResult,
  GetIntelligenceConfigurationsArgs,
  GetIntelligenceConfigurationsOutputArgs,
  GetLanguageOperatorArgs,
  GetLanguageOperatorOutputArgs,
  GetLanguageOperatorResult,
  GetLanguageOperatorsArgs,
  GetLanguageOperatorsOutputArgs,
  GetLanguageOperatorVersionArgs,
  GetLanguageOperatorVersionOutputArgs,
  GetLanguageOperatorVersionResult,
  GetLanguageOperatorVersionsArgs,
  GetLanguageOperatorVersionsOutputArgs,
  GetLanguageOperatorVersionsResult,
  GetOperatorResultArgs,
  GetOperatorResultOutputArgs,
  GetOperatorResultResult,
  GetOperatorResultsArgs,
  GetOperatorResultsOutputArgs,
  GetTwilioOperatorArgs,
  GetTwilioOperatorOutputArgs,
} from "../reads.generated";
import type { ReadOptions, ReadOutputOptions } from "./readOptions";

/**
 * An Intelligence Configuration, by its id (one request) or its display name, for which the Configurations are listed, 1,000 to
 * a request. Throws an error with the code `not_found`, and for a name with those that come closest; with the code `ambiguous`
 * and the ids, where several go by the name.
 */
export const getIntelligenceConfiguration = (
  args: GetIntelligenceConfigurationArgs,
  opts?: ReadOptions,
): Promise<GetIntelligenceConfigurationResult> => run((reads) => reads.getIntelligenceConfiguration, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getIntelligenceConfigurationOutput = (
  args: GetIntelligenceConfigurationOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetIntelligenceConfigurationResult> =>
  runOutput((reads) => reads.getIntelligenceConfiguration, args, opts);

/** All Intelligence Configurations of the account, in the API's order. Reads 1,000 to a request. */
export const getIntelligenceConfigurations = (
  args?: GetIntelligenceConfigurationsArgs,
  opts?: ReadOptions,
): Promise<GetIntelligenceConfigurationResult[]> => run((reads) => reads.getIntelligenceConfigurations, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getIntelligenceConfigurationsOutput = (
  args?: GetIntelligenceConfigurationsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetIntelligenceConfigurationResult[]> =>
  runOutput((reads) => reads.getIntelligenceConfigurations, args, opts);

/**
 * A language operator, by its id (one request) or its display name, for which the account's and Twilio's operators are listed,
 * 1,000 to a request. Throws an error with the code `not_found`, and for a name with those that come closest; with the code
 * `ambiguous` and the ids, where several go by the name. Twilio's own come without `prompt` and `trainingExamples`.
 */
export const getLanguageOperator = (
  args: GetLanguageOperatorArgs,
  opts?: ReadOptions,
): Promise<GetLanguageOperatorResult> => run((reads) => reads.getLanguageOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorOutput = (
  args: GetLanguageOperatorOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetLanguageOperatorResult> => runOutput((reads) => reads.getLanguageOperator, args, opts);

/**
 * The language operator of Twilio's of a name, such as `Sentiment`, whatever the account's own are called. Lists operators,
 * 1,000 to a request. Throws an error with the code `not_found` and the names that come closest.
 */
export const getTwilioOperator = (
  args: GetTwilioOperatorArgs,
  opts?: ReadOptions,
): Promise<GetLanguageOperatorResult> => run((reads) => reads.getTwilioOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getTwilioOperatorOutput = (
  args: GetTwilioOperatorOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetLanguageOperatorResult> => runOutput((reads) => reads.getTwilioOperator, args, opts);

/** The account's language operators and Twilio's, in the API's order; `author` tells them apart. Reads 1,000 to a request. */
export const getLanguageOperators = (
  args?: GetLanguageOperatorsArgs,
  opts?: ReadOptions,
): Promise<GetLanguageOperatorResult[]> => run((reads) => reads.getLanguageOperators, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorsOutput = (
  args?: GetLanguageOperatorsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetLanguageOperatorResult[]> => runOutput((reads) => reads.getLanguageOperators, args, opts);

/**
 * One version of a language operator, whole, with its `status`: a `DEPRECATED` one still runs, a `RETIRED` one fails. One
 * request. Throws an error with the code `not_found`.
 */
export const getLanguageOperatorVersion = (
  args: GetLanguageOperatorVersionArgs,
  opts?: ReadOptions,
): Promise<GetLanguageOperatorVersionResult> => run((reads) => reads.getLanguageOperatorVersion, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorVersionOutput = (
  args: GetLanguageOperatorVersionOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetLanguageOperatorVersionResult> =>
  runOutput((reads) => reads.getLanguageOperatorVersion, args, opts);

/**
 * The versions of a language operator with their `status`, in the API's order. Reads 1,000 to a request. Throws an error with
 * the code `not_found` where there is no such operator.
 */
export const getLanguageOperatorVersions = (
  args: GetLanguageOperatorVersionsArgs,
  opts?: ReadOptions,
): Promise<GetLanguageOperatorVersionsResult[]> => run((reads) => reads.getLanguageOperatorVersions, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getLanguageOperatorVersionsOutput = (
  args: GetLanguageOperatorVersionsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetLanguageOperatorVersionsResult[]> =>
  runOutput((reads) => reads.getLanguageOperatorVersions, args, opts);

/**
 * A conversation with its participants and all that was communicated, by its id: one request. It may hold personal data: what a
 * program makes of it is in its hands; the `Output` form marks it as secret. Throws an error with the code `not_found`.
 */
export const getConversation = (args: GetConversationArgs, opts?: ReadOptions): Promise<GetConversationResult> =>
  run((reads) => reads.getConversation, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getConversationOutput = (
  args: GetConversationOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetConversationResult> => runSecretOutput((reads) => reads.getConversation, args, opts);

/**
 * Conversations without their `communications`, in the API's order; filters narrow each other, a list means any of its items.
 * Between `createdAtAfter` and `createdAtBefore` may lie at most 31 days. Reads 1,000 to a request: give a `limit` where the
 * account has many. They may hold personal data, as `getConversation`.
 */
export const getConversations = (args?: GetConversationsArgs, opts?: ReadOptions): Promise<GetConversationResult[]> =>
  run((reads) => reads.getConversations, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getConversationsOutput = (
  args?: GetConversationsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetConversationResult[]> => runSecretOutput((reads) => reads.getConversations, args, opts);

/**
 * Reads the result of one operator for a conversation by the result's id, with one request. The shape of `result` depends on the
 * operator's `outputFormat`: `{ text }` for TEXT, `{ label }` for CLASSIFICATION, the operator's own schema for JSON. It can contain
 * personal data, like `getConversation`. Throws an error with the code `not_found`.
 */
export const getOperatorResult = (args: GetOperatorResultArgs, opts?: ReadOptions): Promise<GetOperatorResultResult> =>
  run((reads) => reads.getOperatorResult, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getOperatorResultOutput = (
  args: GetOperatorResultOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorResultResult> => runSecretOutput((reads) => reads.getOperatorResult, args, opts);

/**
 * Reads operator results of conversations that match all filters, in the API's order, 1,000 per request. Set a `limit` if the account
 * has many. They can contain personal data, like `getConversation`.
 */
export const getOperatorResults = (
  args?: GetOperatorResultsArgs,
  opts?: ReadOptions,
): Promise<GetOperatorResultResult[]> => run((reads) => reads.getOperatorResults, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getOperatorResultsOutput = (
  args?: GetOperatorResultsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorResultResult[]> => runSecretOutput((reads) => reads.getOperatorResults, args, opts);
