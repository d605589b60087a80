import { readFile } from "node:fs/promises";
import { z } from "zod";
import { LEVELS } from "../review/level";

/** Review of one stack, as `review --save-json` writes it. Members that an overview does not use are left out. */
const reviewJson = z.object({
  version: z.literal(1),
  project: z.string().nullable(),
  stack: z.string().nullable(),
  status: z.enum(["changes", "unchanged", "failed"]),
  headline: z.string(),
  changes: z.number(),
  risk: z.enum([...LEVELS, "none"]),
  risks: z.array(
    z.object({
      id: z.string(),
      level: z.enum(LEVELS),
      title: z.string(),
      reason: z.string(),
      urn: z.string(),
      text: z.string(),
    }),
  ),
});
export type StackReview = z.infer<typeof reviewJson>;

/** Reads the JSON of a review. Throws an Error that names the file if it is something else. */
export async function readReview(file: string): Promise<StackReview> {
  const text = await readFile(file, "utf8");
  const { data, error } = reviewJson.safeParse(parsed(text));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  throw new Error(
    `${file} is not the JSON of a review (${where}${issue?.message ?? ""}). Create it with \`twilio-intelligence review --save-json FILE\`, with the same version of this package.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
