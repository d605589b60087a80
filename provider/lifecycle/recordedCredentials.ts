import { hasCode } from "../../api/errors";
import { listServices } from "../../api/v2/services";
import { briefly, ifReadable } from "../client";
import { traceOf } from "../credentials";
import type { Bundle, Side } from "../values/bundle";
import type { Context } from "./context";

/**
 * Runs work of a command that may not run the program. The engine then configures the provider as the state recorded it, so that
 * credentials that are refused may not be those of the stack's config.
 */
export async function explained<T>({ run }: Context, { values }: Side, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isRecorded = !run.hasProgram && hasCode(error, "unauthorised") && run.settings(values.account).isInConfig;
    if (!isRecorded || !(error instanceof Error)) throw error;
    throw new Error(
      `${error.message} \`pulumi refresh\` and \`pulumi destroy\` use the credentials that the last \`pulumi up\` recorded in the state, not those of the stack's config. If you have changed them since, add --run-program, or run \`pulumi up\` first.`,
      { cause: error },
    );
  }
}

/**
 * Tries credentials in the stack's config that are not those of the last write or read, once for each run. An `up` that changes nothing
 * sends no request, and the engine would record credentials that nobody has used.
 *
 * @throws Error if the API refuses them.
 */
export async function tryCredentials({ run }: Context, prior: Bundle, desired: Bundle): Promise<void> {
  const recorded = prior.notes.credentials;
  const trace = traceOf(run.settings(desired.values.account));
  if (recorded === undefined || trace === undefined || recorded === trace) return;
  if (prior.values.account !== desired.values.account) return;
  const client = run.client(desired.values);
  try {
    await run.trial(client, () => ifReadable(() => listServices(briefly(client), { limit: 1 }).next()));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(
      `The credentials in the stack's config have changed, and the API refuses the new ones: ${error.message} Nothing was changed in the account. An \`up\` records the credentials in the state for \`pulumi refresh\` and \`pulumi destroy\`.`,
      { cause: error },
    );
  }
}
