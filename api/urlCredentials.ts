/** Text that looks like an absolute http or https URL: parsers accept any number of slashes and backslashes after the scheme. */
const URLS = /\bhttps?:[^\s"<>]+/gi;

/** User and password of a URL, up to the last `@` before the path. A parser encodes further `@` in a password. */
const USER_INFO = /^(\s*https?:[\\/]*)[^\\/?#]*@/i;

/** Parts of a URL that can be a credential. */
export interface UrlCredentials {
  /** Whether the URL has a user name or a password. */
  userInfo: boolean;
  /** Names of the parameters in the query. */
  query: string[];
}

/** Returns the parts of a URL that can be a credential, or `undefined` if the text is not a URL. */
export function urlCredentials(text: string): UrlCredentials | undefined {
  if (!URL.canParse(text)) return undefined;
  const { username, password, searchParams } = new URL(text);
  return { userInfo: username !== "" || password !== "", query: [...new Set(searchParams.keys())] };
}

/** Replaces the user name and password of every URL in a text. A text that is a URL as a whole may hold spaces and quotes in them. */
export function withoutUserInfo(text: string, replacement: string): string {
  if (/^\s*https?:/i.test(text) && URL.canParse(text)) return withoutUserInfoOf(text, replacement);
  return text.replaceAll(URLS, (url) => withoutUserInfoOf(url, replacement));
}

function withoutUserInfoOf(url: string, replacement: string): string {
  const plain = url.replace(USER_INFO, `$1${replacement}@`);
  // A password may hold characters that end the host, such as `/`: what is no URL then shows nothing before its last `@`.
  if (plain !== url || !url.includes("@") || URL.canParse(url)) return plain;
  return url.replace(/^(https?:[\\/]*).*@/i, `$1${replacement}@`);
}
