import assert from "node:assert/strict";
import { test } from "node:test";
import { previewOf } from "../../../../bench/preview/previewOf";
import { readPreview } from "../../../../cli/review/preview/preview";
import { COMMENT_MAX } from "../../../../cli/review/render/layout";
import { markdown } from "../../../../cli/review/render/markdown";
import { reviewOf } from "../../../../cli/review/review";

test("the preview of a large stack that is measured has every operation, and the review understands all of it", () => {
  const preview = readPreview(previewOf(300));
  const review = reviewOf(preview);
  assert.deepEqual([preview.errors, preview.unread, preview.isWhole], [[], [], true]);
  assert.equal(new Set(preview.steps.map(({ urn }) => urn)).size, 300);
  assert.deepEqual(
    new Set(review.objects.map(({ item }) => item.operation)),
    new Set(["create", "update", "replace", "delete", "same"]),
  );
  assert.ok(review.risks.every(({ id }) => id !== "R064"));
  assert.ok(Buffer.byteLength(markdown(review)) <= COMMENT_MAX);
});
