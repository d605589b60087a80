/** How an API writes names: v2 forms are `PascalCase` and answers `snake_case`; JSON is as the program. */
export type Style = "form" | "json";

type Snake<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Snake<Rest>}`
    : `_${Lowercase<First>}${Snake<Rest>}`
  : Text;

/** `webhookUrl` as `webhook_url` in a form API's answer. */
export type ReadName<S extends Style, Name, O> = O extends { wire: { read: infer Own } }
  ? Own
  : S extends "form"
    ? Snake<Name & string>
    : Name;

/** `webhookUrl` as `WebhookUrl` in a form. */
export type WriteName<S extends Style, Name, O> = O extends { wire: { write: infer Own } }
  ? Own
  : S extends "form"
    ? Capitalize<Name & string>
    : Name;

export const readName = (style: Style, name: string, own?: string): string =>
  own ?? (style === "form" ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name);

export const writeName = (style: Style, name: string, own?: string): string =>
  own ?? (style === "form" ? name.charAt(0).toUpperCase() + name.slice(1) : name);
