import { z } from "zod";

/** `meta` of a v2 list. `next_page_url` is absolute, and null on the last page. */
const pageMeta = z.looseObject({
  key: z.string(),
  page: z.int().min(0),
  page_size: z.int(),
  url: z.string(),
  first_page_url: z.string(),
  next_page_url: z.string().nullable(),
  previous_page_url: z.string().nullable(),
});
export type PageMeta = z.infer<typeof pageMeta>;

/** Maximum page size of a list. */
export const PAGE_SIZE_MAX = 1000;
/** Page size of a request that does not set it. */
export const PAGE_SIZE_DEFAULT = 50;
