import { z } from "zod";
import type { Client } from "../../api/client";
import { type Pace, poll } from "../../api/poll";
import {
  createCustomOperator,
  deleteCustomOperator,
  fetchOperator,
  listOperators,
  updateCustomOperator,
} from "../../api/v2/operators";
import { customOperatorForm, operator as operatorAnswer } from "../../api/wire/v2/operator";
import { configFailures, operatorTypeFindings } from "../operators/operatorType";
import type { Live } from "../table/kind";
import { always, computed } from "../table/property";
import { resource } from "../table/resource";
import { jsonUpTo, line } from "../values/textTypes";
import { versionedKind } from "./common";

/** Longest config, in characters of JSON. The API states no limit. */
const CONFIG_MAX = 65_536;

/** A write is answered before it can be read, or used by an attachment: so long it is looked for. */
const PACE: Pace = { firstMs: 100, longestMs: 5_000, withinMs: 60_000 };

async function waitUntilVisible(client: Client, written: Live): Promise<Live> {
  const { sid, version } = written.value;
  const isVisible = await poll(
    async () => {
      const live = await fetchOperator(client, String(sid), "custom");
      return { done: (live !== undefined && Number(live.value.version) >= Number(version)) || undefined };
    },
    PACE,
    client,
  );
  // Not what was read: somebody else may have changed it meanwhile, which the next update has to notice.
  if (isVisible) return written;
  throw new Error(
    `Custom Operator ${sid} was accepted at version ${version}, and does not show after ${PACE.withinMs / 1000} s. Run \`pulumi up\` again: it looks again.`,
  );
}

export const customOperator = resource({
  noun: "Custom Operator",
  style: "form",
  answer: operatorAnswer,
  request: customOperatorForm,
  leftOut: ["description"],
  id: ["sid"],
  accountOutput: "accountSid",
  versioned: { version: "version", ifMatch: "etag" },
  updates: "changed",
  properties: {
    ...versionedKind,
    /** Display name, on one line. It need not be unique. */
    friendlyName: always(line(64), { sentWith: "content" }),
    /**
     * Type of the operator: `Generative` answers in text, `GenerativeJSON` in JSON; other configurable types of the account may be
     * named too. The API cannot change it: another type makes a new operator with a new SID.
     */
    operatorType: always(line(64), { replaces: true }),
    /**
     * Instructions for the operator, in the API's own words. At most 65,536 characters of JSON.
     * - `Generative`: `prompt`, and optionally `examples`.
     * - `GenerativeJSON`: `prompt`, `json_result_schema`, and optionally `examples`.
     * - Other types: as their `config_schema` says; the preview checks against it where it can be read.
     *
     * A change takes effect on the transcripts that are made from then on.
     */
    config: always(jsonUpTo(CONFIG_MAX), { live: true, ordered: true, sentWith: "content" }),
  },
  computed: {
    /** SID of the operator (`LY…`); the same as its `id`. */
    sid: computed(z.string(), { stable: true }),
    /** SID of the account (`AC…`). */
    accountSid: computed(z.string(), { stable: true }),
    /** Number of updates. The next update is refused unless the operator is still at this version. */
    version: computed(z.number()),
    /** Version in the form that the API expects in `If-Match`. */
    etag: computed(z.string().optional(), { wire: { header: "etag" } }),
    /** Availability, such as `public` or `retired`. */
    availability: computed(z.string().optional()),
    /** Author of the operator: the SID of the account. */
    author: computed(z.string().optional(), { stable: true }),
    /** Creation time, in ISO 8601. */
    dateCreated: computed(z.string(), { stable: true }),
    /** Time of the last change, in ISO 8601. */
    dateUpdated: computed(z.string()),
    /** URL of the operator in the API. */
    url: computed(z.string(), { stable: true }),
  },
  invariants: configFailures,
  findings: operatorTypeFindings,
  calls: {
    create: (client, { body, recover }) => createCustomOperator(client, body, recover),
    read: (client, id) => fetchOperator(client, id, "custom"),
    update: (client, { id, body, ifMatch, recover }) => updateCustomOperator(client, id, body, ifMatch, recover),
    delete: deleteCustomOperator,
    list: (client) => listOperators(client, "custom"),
  },
  recovery: {
    isNamed: (live, { friendlyName }) => live.friendly_name === friendlyName,
    createdAt: (live) => live.date_created,
    duplicates: true,
    visibleWithinMs: 15_000,
  },
  completion: { wait: waitUntilVisible },
});
