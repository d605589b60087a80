import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { marker } from "../../../../cli/review/render/markdown";

const names = fc.oneof(
  fc.stringMatching(/^[\w.-]{1,12}$/),
  fc
    .array(fc.constantFrom("-", "--", ">", "%2D", "eu", "/", " ", "\n", "é", "😀"), { minLength: 1, maxLength: 6 })
    .map((all) => all.join("")),
);

test("two stacks never share the first line of a comment, and no name ends it early", () => {
  fc.assert(
    fc.property(names, names, names, names, (project, stack, otherProject, other) => {
      const [one, two] = [marker({ project, stack }), marker({ project: otherProject, stack: other })];
      assert.equal(one === two, project === otherProject && stack === other);
      assert.match(one, /^<!-- twilio-intelligence review: [\w.%-]+\/[\w.%-]+ -->$/);
      assert.ok(!one.slice(4, -3).includes("--"));
    }),
    { numRuns: 500 },
  );
  assert.notEqual(marker({ project: "care", stack: "eu--prod" }), marker({ project: "care", stack: "eu-prod" }));
  assert.equal(marker({ project: "care", stack: "eu-prod" }), "<!-- twilio-intelligence review: care/eu-prod -->");
});

test("pipeline.sh encodes a stack as the review does", { skip: process.platform === "win32" }, () => {
  const script = readFileSync(join(__dirname, "../../../../examples/pipelines/pipeline.sh"), "utf8");
  const encoded = /^encoded\(\) \{\n[\s\S]*?\n\}\n/m.exec(script)?.[0] ?? "";
  for (const stack of ["prod", "eu--prod", "a---b", "--", "-"]) {
    const name = execFileSync("sh", ["-c", `${encoded}\nencoded "$1"`, "sh", `care/${stack}`], { encoding: "utf8" });
    assert.equal(`<!-- twilio-intelligence review: ${name} -->`, marker({ project: "care", stack }));
  }
});
