import { z } from "zod";

/** `meta` of a v3 list. `pageSize` is the number of returned items. A token is absent if there is no such page. */
const tokenMeta = z.looseObject({
  key: z.string(),
  pageSize: z.int().min(0),
  nextToken: z.string().nullish(),
  previousToken: z.string().nullish(),
});
export type TokenMeta = z.infer<typeof tokenMeta>;
