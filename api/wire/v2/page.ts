import { z } from "zod";

/** The `meta` of every v2 list: `next_page_url` is absolute, and null on the last page. */
export const pageMeta = z.looseObject({
  key: z.string(),
  page: z.int().min(0),
  page_size: z.int(),
  url: z.string(),
  first_page_url: z.string(),
  next_page_url: z.string().nullable(),
  previous_page_url: z.string().nullable(),
});
export type PageMeta = z.infer<typeof pageMeta>;

/** Page size: 1 to 1000, 50 unless asked. */
export const PAGE_SIZE_MAX = 1000;
export const PAGE_SIZE_DEFAULT = 50;
