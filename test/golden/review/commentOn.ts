import { readPreview } from "../../../cli/review/preview/preview";
import { markdown } from "../../../cli/review/render/markdown";
import { reviewOf } from "../../../cli/review/review";

/** The comment on a preview, as `pulumi preview --json` prints it. */
export const commentOn = (preview: string): string => markdown(reviewOf(readPreview(preview)));
