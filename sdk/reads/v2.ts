import type * as pulumi from "@pulumi/pulumi";
import type * as Reads from "../../provider/reads";
import type { Inputs } from "../resource";
import { type ReadOptions, type ReadOutputOptions, run, runOutput, runSecretOutput } from "./run";

export type {
  GetEncryptedOperatorResultsArgs,
  GetEncryptedOperatorResultsResult,
  GetEncryptedSentencesArgs,
  GetEncryptedSentencesResult,
  GetMediaArgs,
  GetMediaResult,
  GetOperatorArgs,
  GetOperatorAttachmentsArgs,
  GetOperatorAttachmentsResult,
  GetOperatorResult,
  GetOperatorsArgs,
  GetOperatorTypeArgs,
  GetOperatorTypeResult,
  GetOperatorTypesArgs,
  GetPreBuiltOperatorArgs,
  GetSentencesArgs,
  GetSentencesResult,
  GetServiceArgs,
  GetServiceResult,
  GetServicesArgs,
  GetTranscriptArgs,
  GetTranscriptOperatorResultArgs,
  GetTranscriptOperatorResultResult,
  GetTranscriptOperatorResultsArgs,
  GetTranscriptResult,
  GetTranscriptsArgs,
} from "../../provider/reads";

/**
 * A Service of the account, by its sid (one request) or its unique name, for which the Services of the account are listed, 1,000
 * to a request. Throws an error with the code `not_found`, and for a name with those that come closest.
 */
export const getService = (args: Reads.GetServiceArgs, opts?: ReadOptions): Promise<Reads.GetServiceResult> =>
  run((reads) => reads.getService, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getServiceOutput = (
  args: Inputs<Reads.GetServiceArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetServiceResult> => runOutput((reads) => reads.getService, args, opts);

/** All Services of the account, in the API's order. Reads 1,000 to a request. */
export const getServices = (args?: Reads.GetServicesArgs, opts?: ReadOptions): Promise<Reads.GetServiceResult[]> =>
  run((reads) => reads.getServices, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getServicesOutput = (
  args?: Inputs<Reads.GetServicesArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetServiceResult[]> => runOutput((reads) => reads.getServices, args, opts);

/**
 * The sids of the operators, custom and pre-built, that are attached to a Service: one request. Throws an error with the code
 * `not_found` where there is no such Service.
 */
export const getOperatorAttachments = (
  args: Reads.GetOperatorAttachmentsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetOperatorAttachmentsResult> => run((reads) => reads.getOperatorAttachments, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorAttachmentsOutput = (
  args: Inputs<Reads.GetOperatorAttachmentsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorAttachmentsResult> => runOutput((reads) => reads.getOperatorAttachments, args, opts);

/**
 * An operator, custom or pre-built, by its sid (one request) or its name, for which operators are listed, 1,000 to a request.
 * Throws an error with the code `not_found`, and for a name with those that come closest; with the code `ambiguous` and the
 * sids, where several go by the name. `config` is there for the account's own operators alone.
 */
export const getOperator = (args: Reads.GetOperatorArgs, opts?: ReadOptions): Promise<Reads.GetOperatorResult> =>
  run((reads) => reads.getOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorOutput = (
  args: Inputs<Reads.GetOperatorArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorResult> => runOutput((reads) => reads.getOperator, args, opts);

/**
 * The pre-built operator of a name, for a language where one is given. Lists them, 1,000 to a request. Throws an error with the
 * code `not_found` and the names that come closest, or `ambiguous` and the sids where several go by the name.
 */
export const getPreBuiltOperator = (
  args: Reads.GetPreBuiltOperatorArgs,
  opts?: ReadOptions,
): Promise<Reads.GetOperatorResult> => run((reads) => reads.getPreBuiltOperator, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getPreBuiltOperatorOutput = (
  args: Inputs<Reads.GetPreBuiltOperatorArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorResult> => runOutput((reads) => reads.getPreBuiltOperator, args, opts);

/** Operators, custom and pre-built, in the API's order. Reads 1,000 to a request. */
export const getOperators = (args?: Reads.GetOperatorsArgs, opts?: ReadOptions): Promise<Reads.GetOperatorResult[]> =>
  run((reads) => reads.getOperators, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorsOutput = (
  args?: Inputs<Reads.GetOperatorsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorResult[]> => runOutput((reads) => reads.getOperators, args, opts);

/**
 * What an operator of a type is made of, by the type's sid or name: one request. `configSchema` is a JSON Schema, as the API
 * gives it. Throws an error with the code `not_found`, and for a name with those that come closest.
 */
export const getOperatorType = (
  args: Reads.GetOperatorTypeArgs,
  opts?: ReadOptions,
): Promise<Reads.GetOperatorTypeResult> => run((reads) => reads.getOperatorType, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorTypeOutput = (
  args: Inputs<Reads.GetOperatorTypeArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorTypeResult> => runOutput((reads) => reads.getOperatorType, args, opts);

/** Operator types, in the API's order. Reads 1,000 to a request. */
export const getOperatorTypes = (
  args?: Reads.GetOperatorTypesArgs,
  opts?: ReadOptions,
): Promise<Reads.GetOperatorTypeResult[]> => run((reads) => reads.getOperatorTypes, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getOperatorTypesOutput = (
  args?: Inputs<Reads.GetOperatorTypesArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetOperatorTypeResult[]> => runOutput((reads) => reads.getOperatorTypes, args, opts);

/** A Transcript, by its sid: one request. `duration` is in seconds. Throws an error with the code `not_found`. */
export const getTranscript = (args: Reads.GetTranscriptArgs, opts?: ReadOptions): Promise<Reads.GetTranscriptResult> =>
  run((reads) => reads.getTranscript, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getTranscriptOutput = (
  args: Inputs<Reads.GetTranscriptArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetTranscriptResult> => runOutput((reads) => reads.getTranscript, args, opts);

/**
 * Transcripts, in the API's order; filters narrow each other. Reads 1,000 to a request: give a `limit` where the account has
 * many.
 */
export const getTranscripts = (
  args?: Reads.GetTranscriptsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetTranscriptResult[]> => run((reads) => reads.getTranscripts, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getTranscriptsOutput = (
  args?: Inputs<Reads.GetTranscriptsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetTranscriptResult[]> => runOutput((reads) => reads.getTranscripts, args, opts);

/**
 * What was said in a Transcript, in the order in which it was said; nothing while it is not completed. Times are seconds from
 * the start, and like `confidence` come as the API gives them, as text or as numbers. Reads 5,000 to a request. They may hold
 * personal data, all of it where `redacted` is false: what a program makes of them is in its hands; the `Output` form marks them
 * as secret. Throws an error with the code `not_found` where there is no such Transcript.
 */
export const getSentences = (args: Reads.GetSentencesArgs, opts?: ReadOptions): Promise<Reads.GetSentencesResult[]> =>
  run((reads) => reads.getSentences, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getSentencesOutput = (
  args: Inputs<Reads.GetSentencesArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetSentencesResult[]> => runSecretOutput((reads) => reads.getSentences, args, opts);

/**
 * What one operator found in a Transcript: one request. May hold personal data, as `getSentences`. Throws an error with the code
 * `not_found` where it found nothing, or there is no such Transcript.
 */
export const getTranscriptOperatorResult = (
  args: Reads.GetTranscriptOperatorResultArgs,
  opts?: ReadOptions,
): Promise<Reads.GetTranscriptOperatorResultResult> => run((reads) => reads.getTranscriptOperatorResult, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getTranscriptOperatorResultOutput = (
  args: Inputs<Reads.GetTranscriptOperatorResultArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetTranscriptOperatorResultResult> =>
  runSecretOutput((reads) => reads.getTranscriptOperatorResult, args, opts);

/**
 * What all operators found in a Transcript, in the API's order. Reads 1,000 to a request. May hold personal data, as
 * `getSentences`. Throws an error with the code `not_found` where there is no such Transcript.
 */
export const getTranscriptOperatorResults = (
  args: Reads.GetTranscriptOperatorResultsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetTranscriptOperatorResultResult[]> => run((reads) => reads.getTranscriptOperatorResults, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getTranscriptOperatorResultsOutput = (
  args: Inputs<Reads.GetTranscriptOperatorResultsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetTranscriptOperatorResultResult[]> =>
  runSecretOutput((reads) => reads.getTranscriptOperatorResults, args, opts);

/**
 * Where the recording of a Transcript can be had, by whoever has the URL, for a while: one request. Throws an error with the
 * code `not_found`.
 */
export const getMedia = (args: Reads.GetMediaArgs, opts?: ReadOptions): Promise<Reads.GetMediaResult> =>
  run((reads) => reads.getMedia, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getMediaOutput = (
  args: Inputs<Reads.GetMediaArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetMediaResult> => runSecretOutput((reads) => reads.getMedia, args, opts);

/**
 * Where the encrypted sentences of a Transcript lie: one request. `location` is absent where the Service has no encryption
 * credential. Throws an error with the code `not_found`.
 */
export const getEncryptedSentences = (
  args: Reads.GetEncryptedSentencesArgs,
  opts?: ReadOptions,
): Promise<Reads.GetEncryptedSentencesResult> => run((reads) => reads.getEncryptedSentences, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getEncryptedSentencesOutput = (
  args: Inputs<Reads.GetEncryptedSentencesArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetEncryptedSentencesResult> =>
  runSecretOutput((reads) => reads.getEncryptedSentences, args, opts);

/**
 * Where the encrypted operator results of a Transcript lie: one request. None where the Service has no encryption credential.
 * Throws an error with the code `not_found`.
 */
export const getEncryptedOperatorResults = (
  args: Reads.GetEncryptedOperatorResultsArgs,
  opts?: ReadOptions,
): Promise<Reads.GetEncryptedOperatorResultsResult> => run((reads) => reads.getEncryptedOperatorResults, args, opts);

/** The same of arguments that may be outputs. A secret; in a preview, unknown while an argument is. */
export const getEncryptedOperatorResultsOutput = (
  args: Inputs<Reads.GetEncryptedOperatorResultsArgs>,
  opts?: ReadOutputOptions,
): pulumi.Output<Reads.GetEncryptedOperatorResultsResult> =>
  runSecretOutput((reads) => reads.getEncryptedOperatorResults, args, opts);
