import type { Client } from "../../../api/client";
import { type Kind, type Live, versionOf } from "../../../provider/table/kind";
import { fieldOf } from "../../../provider/table/outputs";
import { eachOf } from "../../shared/eachOf";

/** Whether the state keeps an ETag of each object, which a list does not show. */
const hasEtag = (kind: Kind): boolean =>
  Object.entries(kind.computed).some(([name, line]) => fieldOf(kind, name, line) === undefined);

/**
 * Live objects with the ETags that their states keep. A list shows none. Where the ETag of one object is its version, as the API
 * documents it, so are those of the others; where it is anything else, every object is read. A wrong one would overwrite nothing:
 * the API refuses the update, and the provider looks and takes the right one.
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

/** How a version is written as an ETag; `undefined` where the ETag does not tell. */
function formOf(etag: string | undefined, version: unknown): ((version: unknown) => string | undefined) | undefined {
  const forms = [(one: unknown) => `"${one}"`, (one: unknown) => `${one}`, (one: unknown) => `W/"${one}"`];
  return etag === undefined ? () => undefined : forms.find((form) => form(version) === etag);
}
