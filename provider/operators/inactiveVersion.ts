import type { Client } from "../../api/client";
import { quote } from "../../api/messageText";
import { fetchLanguageOperatorVersion, listLanguageOperatorVersions } from "../../api/v3/operators";
import type { LanguageOperator } from "../../api/wire/v3/operator";

/**
 * Returns a warning where the newest version of an operator does not run: no source says which status the API gives to the version that an
 * update makes, and no call sets it. A look that fails must not fail the update, which is done.
 */
export async function inactiveVersionWarning(client: Client, operator: LanguageOperator): Promise<string | undefined> {
  const { id, displayName, version } = operator;
  if (version == null) return undefined;
  try {
    const status = (await fetchLanguageOperatorVersion(client, id, version))?.value.status;
    if (status == null || status === "ACTIVE") return undefined;
    const active = await newestActive(client, id);
    const runs = active === undefined ? "have no version to run" : `still run version ${active}`;
    return `Language Operator "${quote(displayName ?? "")}" (${id}): the new version ${version} is ${quote(status)}, not ACTIVE: rules that pin no version ${runs}. The API has no call that activates a version. Pin it in the rules (\`version: ${version}\`), or declare \`updateStrategy: "replace"\` before the next change, so that it makes a new operator.`;
  } catch {
    return undefined;
  }
}

async function newestActive(client: Client, id: string): Promise<number | undefined> {
  let newest: number | undefined;
  for await (const { version, status } of listLanguageOperatorVersions(client, id)) {
    if (status === "ACTIVE" && typeof version === "number") newest = Math.max(newest ?? version, version);
  }
  return newest;
}
