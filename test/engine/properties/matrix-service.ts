import { type Life, type Members, type Row, refused, row } from "./matrix-row";

/** A Service whose unique name is that of the property. */
function ofService(property: string, life: Life, others: Members = {}): Row {
  return row("Service", property, (value) => ({ uniqueName: property, ...others, [property]: value }), life);
}

/** A name of the stack's accounts, that none of the requests holds. */
const account = (): Life => ({
  values: { set: "emea", change: "apac", empty: "" },
  set: form({ UniqueName: "account" }),
  change: form({ UniqueName: "account" }),
  remove: form({ UniqueName: "account" }),
  empty: refused("account"),
  replaces: "account",
});

const form = (fields: Record<string, string>) => ({ form: fields });

/** A switch: on, off, left out (which is off too), on, and null (which is left out). */
const switched = (field: string, others: Record<string, string> = {}): Life => ({
  values: { set: true, change: false, empty: null },
  set: form({ [field]: "true", ...others }),
  change: form({ [field]: "false", ...others }),
  remove: "nothing",
  empty: form({ [field]: "false", ...others }),
});

const text = (field: string, one: string, other: string): Life => ({
  values: { set: one, change: other, empty: "" },
  set: form({ [field]: one }),
  change: form({ [field]: other }),
  remove: form({ [field]: "" }),
  empty: form({ [field]: "" }),
});

export const serviceRows: Row[] = [
  ofService("account", account()),
  ofService("onConflict", {
    values: { set: "merge", change: "overwrite", empty: "" },
    create: form({ UniqueName: "onConflict" }),
    set: "nothing",
    change: "nothing",
    remove: "nothing",
    empty: refused("onConflict"),
  }),
  ofService("uniqueName", {
    values: { set: "uniqueName", change: "uniqueName-2", empty: "" },
    set: form({ UniqueName: "uniqueName" }),
    change: form({ UniqueName: "uniqueName-2" }),
    remove: refused("uniqueName"),
    empty: refused("uniqueName"),
  }),
  ofService("friendlyName", text("FriendlyName", "Calls", "Sales calls")),
  ofService("languageCode", {
    values: { set: "es-MX", change: "en-GB", empty: "" },
    set: form({ UniqueName: "languageCode", LanguageCode: "es-MX" }),
    change: form({ UniqueName: "languageCode", LanguageCode: "en-GB" }),
    // The API's default is `en-US`; a replacement sends what is declared.
    remove: form({ UniqueName: "languageCode" }),
    empty: refused("languageCode"),
    replaces: "languageCode",
  }),
  ofService("autoTranscribe", switched("AutoTranscribe")),
  ofService("dataLogging", {
    values: { set: false, change: true, empty: null },
    create: form({ DataLogging: "false" }),
    set: "nothing",
    change: refused("dataLogging"),
    remove: "nothing",
    empty: "nothing",
  }),
  ofService("autoRedaction", switched("AutoRedaction")),
  ofService("mediaRedaction", switched("MediaRedaction", { AutoRedaction: "true" }), { autoRedaction: true }),
  ofService("webhookUrl", text("WebhookUrl", "https://example.com/a", "https://example.com/b?c=d&e=%20f")),
  ofService("webhookHttpMethod", {
    values: { set: "POST", change: "GET", empty: "" },
    set: form({ WebhookHttpMethod: "POST" }),
    change: form({ WebhookHttpMethod: "GET" }),
    remove: form({ WebhookHttpMethod: "NULL" }),
    empty: refused("webhookHttpMethod"),
  }),
  ofService("encryptionCredentialSid", text("EncryptionCredentialSid", `CR${"0".repeat(32)}`, `CR${"a".repeat(31)}1`)),
];
