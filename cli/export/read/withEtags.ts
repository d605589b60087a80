import type { Client } from "../../../api/client";
import { type Kind, type Live, versionOf } from "../../../provider/table/kind";
import { fieldOf } from "../../../provider/table/outputs";
import { eachOf } from "../../shared/eachOf";

/** Whether the state records an ETag for objects of this kind. Lists do not contain ETags. */
const hasEtag = (kind: Kind): boolean =>
  Object.entries(kind.computed).some(([name, line]) => fieldOf(kind, name, line) === undefined);

/**
 * Adds ETags to listed objects, for the state. Reads one object: if its ETag is its version, as the API documents, the others are assumed
 * to be as well. Otherwise each object is read. A wrong ETag cannot overwrite anything: the API refuses the update, and the provider
 * reads the right one.
 */
export async function withEtags(kind: Kind, client: Client, lives: readonly Live[]): Promise<Live[]> {
  if (!hasEtag(kind)) return [...lives];
  const read = ({ value }: Live) => kind.calls.read(client, kind.idOf(value), {});
  for (const [at, live] of lives.entries()) {
    const sample = await read(live);
    if (sample === undefined) continue;
    const form = formOf(sample.etag, versionOf(kind, sample.value));
    if (form !== undefined) {
      return lives.map(({ value }) => {
        const etag = form(versionOf(kind, value));
        return { value, ...(etag !== undefined && { etag }) };
      });
    }
    const others = await eachOf(lives.slice(at + 1), read);
    return [sample, ...others.filter((one) => one !== undefined)];
  }
  return [];
}

/** Returns the function that formats a version as an ETag; `undefined` if the ETag is not the version. */
function formOf(etag: string | undefined, version: unknown): ((version: unknown) => string | undefined) | undefined {
  const forms = [(one: unknown) => `"${one}"`, (one: unknown) => `${one}`, (one: unknown) => `W/"${one}"`];
  return etag === undefined ? () => undefined : forms.find((form) => form(version) === etag);
}
