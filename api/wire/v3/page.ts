import { z } from "zod";

/** The `meta` of every v3 list: `pageSize` is the number returned, and a token is absent where there is no such page. */
export const tokenMeta = z.looseObject({
  key: z.string(),
  pageSize: z.int().min(0),
  nextToken: z.string().nullish(),
  previousToken: z.string().nullish(),
});
export type TokenMeta = z.infer<typeof tokenMeta>;
