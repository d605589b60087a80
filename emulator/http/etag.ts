import { ApiError } from "./envelope";

export const etag = (version: number): string => `"${version}"`;

/** Whether an `If-Match` header allows a change of `version`: absent, `*`, or the version, plain or quoted. */
const matches = (ifMatch: string | undefined, version: number): boolean =>
  ifMatch === undefined || [String(version), etag(version), "*"].includes(ifMatch.trim());

/** Throws 412 with `code` and a message with both versions if `ifMatch` does not allow a change of `version`. */
export function requireVersion(
  ifMatch: string | undefined,
  version: number,
  code: 20412 | 95411 | 95421,
  what: string,
): void {
  if (matches(ifMatch, version)) return;
  const sent = ifMatch?.trim().replaceAll('"', "").slice(0, 40);
  throw new ApiError(412, code, `Version conflict: ${what} has version ${version}, the If-Match header says ${sent}`);
}
