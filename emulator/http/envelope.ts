const HELP = "https://www.twilio.com/docs/errors/";

/** An error answer of the API. `errorResponse` writes it in the envelope of the requested API version. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

export const invalid = (message: string): ApiError => new ApiError(400, 20001, message);
export const notFound = (what: string): ApiError => new ApiError(404, 20404, `${what} was not found`);
export const unsupportedMedia = (message: string): ApiError => new ApiError(415, 20422, message);
export const tooLarge = (limit: number): ApiError =>
  new ApiError(413, 20413, `The request body is larger than ${limit} bytes`);

/** Whether a path belongs to v3, which has its own error envelope. */
export const isV3 = (path: string): boolean => path === "/v3" || path.startsWith("/v3/");

/** Returns the error in v3's envelope under `/v3`, and in the classic envelope everywhere else. */
export function errorResponse(path: string, error: ApiError): Response {
  const { status, code, message, headers } = error;
  const help = `${HELP}${code}`;
  const body = isV3(path)
    ? { code, message, httpStatusCode: status, userError: status < 500, params: { twilioErrorCodeUrl: help } }
    : { code, message, more_info: help, status };
  return Response.json(body, { status, headers });
}
