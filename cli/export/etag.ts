import type { Client, Versioned } from "../../api/client";
import type { Definition } from "../../provider/definition";
import { eachOf } from "./each";

/**
 * Live objects with the ETags that their states keep. A list shows none. Where the ETag of one object is its version, as the API
 * documents it, so are those of the others; where it is anything else, every object is read. A wrong one would overwrite nothing:
 * the API refuses the update, and the provider looks and takes the right one.
 */
export async function withEtags<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  client: Client,
  lives: readonly L[],
): Promise<Versioned<L>[]> {
  const { idOf, read, versionOf } = definition;
  for (const [at, live] of lives.entries()) {
    const sample = await read(client, idOf(live), {});
    if (sample === undefined) continue;
    const form = formOf(sample.etag, versionOf(sample.value));
    if (form !== undefined) return lives.map((value) => ({ value, etag: form(versionOf(value)) }));
    const others = await eachOf(lives.slice(at + 1), async (one) => read(client, idOf(one), {}));
    return [sample, ...others.filter((one) => one !== undefined)];
  }
  return [];
}

/** How a version is written as an ETag; `undefined` where the ETag does not tell. */
function formOf(etag: string | undefined, version: number | undefined) {
  const forms = [
    (one: number | undefined) => `"${one}"`,
    (one: number | undefined) => `${one}`,
    (one: number | undefined) => `W/"${one}"`,
  ];
  return etag === undefined ? () => undefined : forms.find((form) => form(version) === etag);
}
