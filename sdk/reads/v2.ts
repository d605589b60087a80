import type * as pulumi from "@pulumi/pulumi";
import { run, runOutput, runSecretOutput } from "../internal/runRead";
import type {
  GetEncryptedOperatorResultsArgs,
  GetEncryptedOperatorResultsOutputArgs,
  GetEncryptedOperatorResultsResult,
  GetEncryptedSentencesArgs,
  GetEncryptedSentencesOutputArgs,
  GetEncryptedSentencesResult,
  GetMediaArgs,
  GetMediaOutputArgs,
  GetMediaResult,
  GetOperatorArgs,
  GetOperatorAttachmentsArgs,
  GetOperatorAttachmentsOutputArgs,
  GetOperatorAttachmentsResult,
  GetOperatorOutputArgs,
  GetOperatorResult,
  GetOperatorsArgs,
  GetOperatorsOutputArgs,
  GetOperatorTypeArgs,
  GetOperatorTypeOutputArgs,
  GetOperatorTypeResult,
  GetOperatorTypesArgs,
  GetOperatorTypesOutputArgs,
  GetPreBuiltOperatorArgs,
  GetPreBuiltOperatorOutputArgs,
  GetSentencesArgs,
  GetSentencesOutputArgs,
  GetSentencesResult,
  GetServiceArgs,
  GetServiceOutputArgs,
  GetServiceResult,
  GetServicesArgs,
  GetServicesOutputArgs,
  GetTranscriptArgs,
  GetTranscriptOperatorResultArgs,
  GetTranscriptOperatorResultOutputArgs,
  GetTranscriptOperatorResultResult,
  GetTranscriptOperatorResultsArgs,
  GetTranscriptOperatorResultsOutputArgs,
  GetTranscriptOutputArgs,
  GetTranscriptResult,
  GetTranscriptsArgs,
  GetTranscriptsOutputArgs,
} from "../reads.generated";
import type { ReadOptions, ReadOutputOptions } from "./readOptions";

/**
 * A Service of the account, by its sid (one request) or its unique name, for which the Services of the account are listed, 1,000
 * to a request. Throws an error with the code `not_found`, and for a name with those that come closest.
 */
export const getService = (args: GetServiceArgs, opts?: ReadOptions): Promise<GetServiceResult> =>
  run((reads) => reads.getService, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getServiceOutput = (
  args: GetServiceOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetServiceResult> => runOutput((reads) => reads.getService, args, opts);

/** All Services of the account, in the API's order. Reads 1,000 to a request. */
export const getServices = (args?: GetServicesArgs, opts?: ReadOptions): Promise<GetServiceResult[]> =>
  run((reads) => reads.getServices, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getServicesOutput = (
  args?: GetServicesOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetServiceResult[]> => runOutput((reads) => reads.getServices, args, opts);

/**
 * The sids of the operators, custom and pre-built, that are attached to a Service: one request. Throws an error with the code
 * `not_found` where there is no such Service.
 */
export const getOperatorAttachments = (
  args: GetOperatorAttachmentsArgs,
  opts?: ReadOptions,
): Promise<GetOperatorAttachmentsResult> => run((reads) => reads.getOperatorAttachments, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorAttachmentsOutput = (
  args: GetOperatorAttachmentsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorAttachmentsResult> => runOutput((reads) => reads.getOperatorAttachments, args, opts);

/**
 * An operator, custom or pre-built, by its sid (one request) or its name, for which operators are listed, 1,000 to a request.
 * Throws an error with the code `not_found`, and for a name with those that come closest; with the code `ambiguous` and the
 * sids, where several go by the name. `config` is there for the account's own operators alone.
 */
export const getOperator = (args: GetOperatorArgs, opts?: ReadOptions): Promise<GetOperatorResult> =>
  run((reads) => reads.getOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorOutput = (
  args: GetOperatorOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorResult> => runOutput((reads) => reads.getOperator, args, opts);

/**
 * The pre-built operator of a name, for a language where one is given. Lists them, 1,000 to a request. Throws an error with the
 * code `not_found` and the names that come closest, or `ambiguous` and the sids where several go by the name.
 */
export const getPreBuiltOperator = (args: GetPreBuiltOperatorArgs, opts?: ReadOptions): Promise<GetOperatorResult> =>
  run((reads) => reads.getPreBuiltOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getPreBuiltOperatorOutput = (
  args: GetPreBuiltOperatorOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorResult> => runOutput((reads) => reads.getPreBuiltOperator, args, opts);

/** Operators, custom and pre-built, in the API's order. Reads 1,000 to a request. */
export const getOperators = (args?: GetOperatorsArgs, opts?: ReadOptions): Promise<GetOperatorResult[]> =>
  run((reads) => reads.getOperators, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorsOutput = (
  args?: GetOperatorsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorResult[]> => runOutput((reads) => reads.getOperators, args, opts);

/**
 * Reads an operator type by its SID or name, with one request. `configSchema` is the JSON Schema that the API returns. Throws an error
 * with the code `not_found`; for a name, the error lists similar names.
 */
export const getOperatorType = (args: GetOperatorTypeArgs, opts?: ReadOptions): Promise<GetOperatorTypeResult> =>
  run((reads) => reads.getOperatorType, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorTypeOutput = (
  args: GetOperatorTypeOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorTypeResult> => runOutput((reads) => reads.getOperatorType, args, opts);

/** Operator types, in the API's order. Reads 1,000 to a request. */
export const getOperatorTypes = (args?: GetOperatorTypesArgs, opts?: ReadOptions): Promise<GetOperatorTypeResult[]> =>
  run((reads) => reads.getOperatorTypes, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorTypesOutput = (
  args?: GetOperatorTypesOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetOperatorTypeResult[]> => runOutput((reads) => reads.getOperatorTypes, args, opts);

/** A Transcript, by its sid: one request. `duration` is in seconds. Throws an error with the code `not_found`. */
export const getTranscript = (args: GetTranscriptArgs, opts?: ReadOptions): Promise<GetTranscriptResult> =>
  run((reads) => reads.getTranscript, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getTranscriptOutput = (
  args: GetTranscriptOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetTranscriptResult> => runOutput((reads) => reads.getTranscript, args, opts);

/**
 * Transcripts, in the API's order; filters narrow each other. Reads 1,000 to a request: give a `limit` where the account has
 * many.
 */
export const getTranscripts = (args?: GetTranscriptsArgs, opts?: ReadOptions): Promise<GetTranscriptResult[]> =>
  run((reads) => reads.getTranscripts, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getTranscriptsOutput = (
  args?: GetTranscriptsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetTranscriptResult[]> => runOutput((reads) => reads.getTranscripts, args, opts);

/**
 * Reads the sentences of a Transcript in spoken order, 5,000 per request. Returns none until the Transcript is completed. Times are
 * seconds from the start; like `confidence`, the API returns them as text or as numbers. Sentences can contain personal data, and all
 * of it if `redacted` is false; the `Output` form marks them as secret. Throws an error with the code `not_found` if the account has
 * no such Transcript.
 */
export const getSentences = (args: GetSentencesArgs, opts?: ReadOptions): Promise<GetSentencesResult[]> =>
  run((reads) => reads.getSentences, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getSentencesOutput = (
  args: GetSentencesOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetSentencesResult[]> => runSecretOutput((reads) => reads.getSentences, args, opts);

/**
 * Reads the result of one operator for a Transcript, with one request. It can contain personal data, like `getSentences`. Throws an
 * error with the code `not_found` if the result or the Transcript does not exist.
 */
export const getTranscriptOperatorResult = (
  args: GetTranscriptOperatorResultArgs,
  opts?: ReadOptions,
): Promise<GetTranscriptOperatorResultResult> => run((reads) => reads.getTranscriptOperatorResult, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getTranscriptOperatorResultOutput = (
  args: GetTranscriptOperatorResultOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetTranscriptOperatorResultResult> =>
  runSecretOutput((reads) => reads.getTranscriptOperatorResult, args, opts);

/**
 * Reads the results of all operators for a Transcript, in the API's order, 1,000 per request. They can contain personal data, like
 * `getSentences`. Throws an error with the code `not_found` if the account has no such Transcript.
 */
export const getTranscriptOperatorResults = (
  args: GetTranscriptOperatorResultsArgs,
  opts?: ReadOptions,
): Promise<GetTranscriptOperatorResultResult[]> => run((reads) => reads.getTranscriptOperatorResults, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getTranscriptOperatorResultsOutput = (
  args: GetTranscriptOperatorResultsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetTranscriptOperatorResultResult[]> =>
  runSecretOutput((reads) => reads.getTranscriptOperatorResults, args, opts);

/**
 * Where the recording of a Transcript can be had, by whoever has the URL, for a while: one request. Throws an error with the
 * code `not_found`.
 */
export const getMedia = (args: GetMediaArgs, opts?: ReadOptions): Promise<GetMediaResult> =>
  run((reads) => reads.getMedia, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getMediaOutput = (args: GetMediaOutputArgs, opts?: ReadOutputOptions): pulumi.Output<GetMediaResult> =>
  runSecretOutput((reads) => reads.getMedia, args, opts);

/**
 * Where the encrypted sentences of a Transcript lie: one request. `location` is absent where the Service has no encryption
 * credential. Throws an error with the code `not_found`.
 */
export const getEncryptedSentences = (
  args: GetEncryptedSentencesArgs,
  opts?: ReadOptions,
): Promise<GetEncryptedSentencesResult> => run((reads) => reads.getEncryptedSentences, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getEncryptedSentencesOutput = (
  args: GetEncryptedSentencesOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetEncryptedSentencesResult> => runSecretOutput((reads) => reads.getEncryptedSentences, args, opts);

/**
 * Where the encrypted operator results of a Transcript lie: one request. None where the Service has no encryption credential.
 * Throws an error with the code `not_found`.
 */
export const getEncryptedOperatorResults = (
  args: GetEncryptedOperatorResultsArgs,
  opts?: ReadOptions,
): Promise<GetEncryptedOperatorResultsResult> => run((reads) => reads.getEncryptedOperatorResults, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getEncryptedOperatorResultsOutput = (
  args: GetEncryptedOperatorResultsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetEncryptedOperatorResultsResult> =>
  runSecretOutput((reads) => reads.getEncryptedOperatorResults, args, opts);
