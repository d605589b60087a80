import { z } from "zod";
import type { Client, Versioned } from "../api/client";
import {
  createCustomOperator,
  deleteCustomOperator,
  fetchOperator,
  listOperators,
  updateCustomOperator,
} from "../api/v2/operators";
import type { Operator } from "../api/wire/v2/operator";
import { account, accountProperty } from "./account";
import type { Definition, Property } from "./definition";
import { onConflict, onConflictProperty } from "./onConflict";
import { isKnownConfig, operatorTypeFindings } from "./operatorType";
import { type Pace, poll } from "./poll";
import { object, strictObject } from "./shape";
import { jsonUpTo, line } from "./text";

/** Longest config, in characters of JSON. The API states no limit. */
const CONFIG_MAX = 65_536;

/** What a program declares of a Custom Operator. */
export const customOperatorInputs = strictObject({
  ...account,
  ...onConflict,
  /** A name for people, 1 to 64 characters. */
  friendlyName: line(64),
  /**
   * What kind of operator it is: `Generative` answers in text, `GenerativeJSON` in JSON; other types of the account that are
   * configurable may be named too. The API cannot change it: another type makes a new operator with a new sid.
   */
  operatorType: line(64),
  /**
   * What the operator is to do, in the API's own words.
   * - `Generative`: `prompt`, and optionally `examples`.
   * - `GenerativeJSON`: `prompt`, `json_result_schema`, and optionally `examples`.
   * - Other types: as their `config_schema` says, against which it is checked in the preview where it can be read.
   *
   * At most 65,536 characters of JSON. A change takes effect on the transcripts that are made from then on.
   */
  config: jsonUpTo(CONFIG_MAX),
});
export type CustomOperatorInputs = z.infer<typeof customOperatorInputs>;

/** What Twilio computes of a Custom Operator. */
const computed = object({
  /** The operator's SID, `LY…`; the same as its `id`. */
  sid: z.string(),
  accountSid: z.string(),
  /** Counts the operator's updates. The next update is refused unless the operator is still at this version. */
  version: z.number(),
  /** The version as the API asks for it in `If-Match`. */
  etag: z.string().optional(),
  /** Such as `public` or `retired`. */
  availability: z.string().optional(),
  author: z.string().optional(),
  /** ISO 8601, as `dateUpdated`. */
  dateCreated: z.string(),
  dateUpdated: z.string(),
  url: z.string(),
});
export type CustomOperatorOutputs = CustomOperatorInputs & z.infer<typeof computed>;

const recorded = computed.pick({ version: true, etag: true }).partial();
type Recorded = z.infer<typeof recorded>;

const always: Property = { held: "always", normal: (value) => value ?? "" };

const properties = {
  account: accountProperty,
  onConflict: onConflictProperty,
  friendlyName: always,
  operatorType: { ...always, replaces: true },
  config: { held: "always", normal: (value) => value ?? {} },
} satisfies Record<keyof CustomOperatorInputs, Property>;

/** A write is answered before it can be read, or used by an attachment: so long it is looked for. */
const PACE: Pace = { firstMs: 100, longestMs: 5_000, withinMs: 60_000 };

async function untilVisible(client: Client, written: Versioned<Operator>): Promise<Versioned<Operator>> {
  const { sid, version } = written.value;
  const isVisible = await poll(async () => {
    const live = await fetchOperator(client, sid, "custom");
    return { done: (live !== undefined && live.value.version >= version) || undefined };
  }, PACE);
  // Not what was read: somebody else may have changed it meanwhile, which the next update has to notice.
  if (isVisible) return written;
  throw new Error(
    `Custom Operator ${sid} was accepted at version ${version}, and does not show after ${PACE.withinMs / 1000} s. Run \`pulumi up\` again: it looks again.`,
  );
}

export const customOperatorDefinition: Definition<CustomOperatorInputs, Operator, Recorded> = {
  noun: "Custom Operator",
  inputs: customOperatorInputs,
  checked: customOperatorInputs,
  recorded,
  properties,
  invariants: isKnownConfig,
  verify: operatorTypeFindings,
  idOf: (live) => live.sid,
  accountOf: ({ accountSid }) => accountSid,
  versionOf: (live) => live.version,
  createdAt: (live) => live.date_created,
  declaredOf: (live) => ({
    friendlyName: live.friendly_name,
    operatorType: live.operator_type,
    config: live.config,
  }),
  computedOf: ({ value, etag }) => ({
    sid: value.sid,
    accountSid: value.account_sid,
    version: value.version,
    etag,
    availability: value.availability,
    author: value.author,
    dateCreated: value.date_created,
    dateUpdated: value.date_updated,
    url: value.url,
  }),
  create: (client, { friendlyName, operatorType, config }, settle) =>
    createCustomOperator(client, { FriendlyName: friendlyName, OperatorType: operatorType, Config: config }, settle),
  ready: untilVisible,
  read: (client, id) => fetchOperator(client, id, "custom"),
  update: (client, { id, recorded, declared, settle }) =>
    updateCustomOperator(
      client,
      id,
      { FriendlyName: declared.friendlyName, Config: declared.config },
      recorded.etag ?? String(recorded.version),
      settle,
    ),
  delete: deleteCustomOperator,
  list: (client) => listOperators(client, "custom"),
  goesBy: (live, { friendlyName }) => live.friendly_name === friendlyName,
  takesTwins: true,
};
