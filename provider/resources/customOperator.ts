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
import { configFailures, configRemarks, normalConfig, operatorTypeFindings } from "../operators/operatorType";
import type { Live } from "../table/kind";
import { always, computed } from "../table/property";
import { resource } from "../table/resource";
import { inOneLine } from "../values/inShort";
import { jsonByName, line } from "../values/textTypes";
import { versionedKind } from "./common";

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
  readFromList: true,
  updates: "changed",
  properties: {
    ...versionedKind,
    /** Display name, on one line. It need not be unique. */
    friendlyName: always(line(64), { sentWith: "content" }),
    /**
     * Name of the type of the operator: `Generative` answers in text, `GenerativeJSON` in JSON; other configurable types of the account
     * may be named too. The API cannot change it: another type makes a new operator with a new SID.
     */
    operatorType: always(line(64), { replaces: true }),
    /**
     * Instructions for the operator, in the API's own words.
     * - `Generative`: `prompt`, at most 4,000 characters, and optionally `examples`, each with `input` and `output`.
     * - `GenerativeJSON`: also `json_result_schema`, a JSON Schema with an object at its root; at most 100 properties, 5 levels and 500
     *   enum values, and none of the keywords that Twilio names as not supported ("Generative Custom Operators" in its documentation).
     *   The API makes every property required and takes no others. Results come in the order of its keys.
     * - Other types: as their `config_schema` says; the preview checks against it where it can be read.
     *
     * A change takes effect on the transcripts that are made from then on.
     */
    config: always(jsonByName, {
      live: true,
      ordered: true,
      sentWith: "content",
      treatment: { normal: normalConfig },
    }),
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
  warnings: (values) => inOneLine(configRemarks(values)),
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
