import type * as pulumi from "@pulumi/pulumi";
import { run, runOutput } from "../internal/runRead";
import type {
  GetConversationsConfigurationArgs,
  GetConversationsConfigurationOutputArgs,
  GetConversationsConfigurationResult,
  GetConversationsConfigurationsArgs,
  GetConversationsConfigurationsOutputArgs,
} from "../reads.generated";
import type { ReadOptions, ReadOutputOptions } from "./readOptions";

/**
 * A Conversations configuration, by its id (one request) or its display name, for which the configurations are listed. Throws an error
 * with the code `not_found`, and for a name with those that come closest; with the code `ambiguous` and the ids, where several go by
 * the name.
 */
export const getConversationsConfiguration = (
  args: GetConversationsConfigurationArgs,
  opts?: ReadOptions,
): Promise<GetConversationsConfigurationResult> => run((reads) => reads.getConversationsConfiguration, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getConversationsConfigurationOutput = (
  args: GetConversationsConfigurationOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetConversationsConfigurationResult> =>
  runOutput((reads) => reads.getConversationsConfiguration, args, opts);

/** The Conversations configurations of the account, all or those of one Memory Store, in the API's order. */
export const getConversationsConfigurations = (
  args?: GetConversationsConfigurationsArgs,
  opts?: ReadOptions,
): Promise<GetConversationsConfigurationResult[]> => run((reads) => reads.getConversationsConfigurations, args, opts);

/** The same of arguments that may be outputs. In a preview, unknown while an argument is. */
export const getConversationsConfigurationsOutput = (
  args?: GetConversationsConfigurationsOutputArgs,
  opts?: ReadOutputOptions,
): pulumi.Output<GetConversationsConfigurationResult[]> =>
  runOutput((reads) => reads.getConversationsConfigurations, args, opts);
