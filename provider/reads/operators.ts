import { z } from "zod";
import {
  fetchOperator,
  fetchOperatorType,
  listOperators,
  listOperatorTypes,
  type OperatorKind,
} from "../../api/v2/operators";
import { operatorSid, operatorTypeSid } from "../../api/wire/ids";
import { availability, operator, operatorType } from "../../api/wire/v2/operator";
import { line, TEXT_MAX } from "../values/textTypes";
import { type Args, collectPlain, common, type ListArgs, list, oneOf, read, requireFound } from "./defineRead";
import { findByName } from "./findByName";
import type { Plain } from "./plainResult";

const kind = z.enum(["any", "custom", "preBuilt"]);
const friendlyName = line(TEXT_MAX);
const languageCode = line(64);

const nouns: Record<OperatorKind, string> = {
  any: "operator",
  custom: "Custom Operator",
  preBuilt: "Pre-built Operator",
};

export type GetOperatorResult = Plain<z.infer<typeof operator>>;

const operatorNamed = (
  client: Parameters<typeof listOperators>[0],
  name: string,
  of: OperatorKind,
  language?: string,
) =>
  findByName(operator, listOperators(client, of, { languageCode: language }), {
    noun: nouns[of],
    name,
    ...(language !== undefined && { narrowed: ` for ${language}` }),
    nameOf: (one) => one.friendly_name ?? null,
    label: (one) => (one.availability === null ? one.sid : `${one.sid} (${one.availability})`),
    hint:
      language === undefined
        ? "Say for which languageCode, or read one of them by its sid"
        : "Read one of them by its sid",
  });

const getOperatorArgs = oneOf(
  z.strictObject({
    ...common,
    /** The SID of the operator, `LY…`. Either this or `friendlyName`. */
    sid: operatorSid.optional(),
    /** The name of the operator, letter by letter. Names are not unique: `kind` and `languageCode` narrow them. Either this or `sid`. */
    friendlyName: friendlyName.optional(),
    /** Such as `en-US`: looks only among the operators that understand the language. Goes with `friendlyName`. */
    languageCode: languageCode.optional(),
    /** Looks only among the operators that the account made (`custom`), or those that Twilio made (`preBuilt`). Default `any`. */
    kind: kind.optional(),
  }),
  "sid",
  "friendlyName",
).refine(({ sid, languageCode: language }) => sid === undefined || language === undefined, {
  path: ["languageCode"],
  message: "goes with friendlyName: a sid stands for one operator",
});
export type GetOperatorArgs = Args<typeof getOperatorArgs>;

export const getOperator = read("getOperator", getOperatorArgs, async (client, args) => {
  const { sid, kind: of = "any", friendlyName: name = "", languageCode: language } = args;
  if (sid === undefined) return operatorNamed(client, name, of, language);
  return requireFound(operator, await fetchOperator(client, sid, of), { noun: nouns[of], id: sid });
});

const getPreBuiltOperatorArgs = z.strictObject({
  ...common,
  /** The name that Twilio gave the operator, letter by letter. One name may stand for several, one for each language. */
  friendlyName,
  /** Such as `en-US`: looks only among the operators that understand the language. */
  languageCode: languageCode.optional(),
});
export type GetPreBuiltOperatorArgs = Args<typeof getPreBuiltOperatorArgs>;

export const getPreBuiltOperator = read(
  "getPreBuiltOperator",
  getPreBuiltOperatorArgs,
  async (client, { friendlyName: name, languageCode: language }) => operatorNamed(client, name, "preBuilt", language),
);

const getOperatorsArgs = z.strictObject({
  ...list,
  /** Those that the account made (`custom`), those that Twilio made (`preBuilt`), or both. Default `any`. */
  kind: kind.optional(),
  /** Only those that are this far: `internal`, `beta`, `public`, `general-availability`, `deprecated`, `retired`. */
  availability: availability.optional(),
  /** Such as `en-US`: only those that understand the language. */
  languageCode: languageCode.optional(),
});
export type GetOperatorsArgs = ListArgs<typeof getOperatorsArgs>;

export const getOperators = read("getOperators", getOperatorsArgs, async (client, { kind: of, ...filter }) =>
  collectPlain(operator, listOperators(client, of, filter)),
);

const getOperatorTypeArgs = oneOf(
  z.strictObject({
    ...common,
    /** The SID of the operator type, `EY…`. Either this or `name`. */
    sid: operatorTypeSid.optional(),
    /** The unique name of the operator type, such as `Generative`. Either this or `sid`. */
    name: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be an operator type's name: 1 to 64 letters, digits, _ and -")
      .optional(),
  }),
  "sid",
  "name",
);
export type GetOperatorTypeArgs = Args<typeof getOperatorTypeArgs>;
export type GetOperatorTypeResult = Plain<z.infer<typeof operatorType>>;

export const getOperatorType = read("getOperatorType", getOperatorTypeArgs, async (client, { sid, name = "" }) => {
  const noun = "operator type";
  const answer = await fetchOperatorType(client, sid ?? name);
  if (answer !== undefined || sid !== undefined) return requireFound(operatorType, answer, { noun, id: sid ?? name });
  // Only for the names that there are.
  return findByName(operatorType, listOperatorTypes(client), {
    noun,
    name,
    nameOf: (one) => one.name ?? null,
    label: (one) => one.sid,
    hint: "Read one of them by its sid",
  });
});

const getOperatorTypesArgs = z.strictObject({
  ...list,
  /** Such as `en-US`: only those that understand the language. */
  languageCode: languageCode.optional(),
});
export type GetOperatorTypesArgs = ListArgs<typeof getOperatorTypesArgs>;

export const getOperatorTypes = read("getOperatorTypes", getOperatorTypesArgs, async (client, filter) =>
  collectPlain(operatorType, listOperatorTypes(client, filter)),
);
