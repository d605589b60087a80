import { z } from "zod";

/** One line of text, without control characters, which would end up in headers and logs. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .regex(/^\P{Cc}*$/u, "must not hold control characters");

/** Longest URL that is taken, in characters: what browsers and servers agree on. The API states no limit. */
export const URL_MAX = 2048;

/** Longest text that a search can be for, in characters. The API states no limit. */
export const TEXT_MAX = 16_384;

/** Name of a value that a program gives by name. */
export const memberName = z.string().min(1, "must have a name");

/** Free JSON by name. The API states no limit: what is too long to be meant leads to a warning. */
export const jsonByName = z.record(z.string(), z.json());

/** Text without spaces around it, which a URL may not have, and which would be sent. */
export const trimmedText = z.string().refine((value) => value === value.trim(), "must not begin or end with a space");

const url = (accepts: (value: string) => boolean, message: string) =>
  trimmedText
    .max(URL_MAX)
    .regex(/^\P{Cc}*$/u, "must not hold control characters")
    .refine(accepts, message);

const hasProtocol = (value: string, ...protocols: string[]) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

/** An absolute http or https URL, or the empty text, which clears it. */
export const httpUrl = url(
  (value) => value === "" || hasProtocol(value, "http:", "https:"),
  "must be an absolute http or https URL",
);

const PRIVATE_HOST = /^([^.]*$|(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|\[)/;

/** An absolute https URL whose host everybody can reach. */
export const publicUrl = url(
  (value) => hasProtocol(value, "https:") && !PRIVATE_HOST.test(new URL(value).hostname),
  "must be an absolute https URL with a public host",
);

/** An absolute https URL: the API takes no other for an action. */
export const httpsUrl = url((value) => hasProtocol(value, "https:"), "must be an absolute https URL");
