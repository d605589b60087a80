import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { markdown } from "../../../cli/review/render/markdown";
import { LEVELS, RISK_IDS, RISKS } from "../../../cli/review/risks";
import { OPERATOR, reviewed, rule, rulesChange, type StepLike, step } from "./kit";
import { attachment, RAISES, service, sole } from "./raises";

const raised = (steps: readonly StepLike[], more = {}) => reviewed(steps, more).risks.map(({ id }) => id);

for (const id of RISK_IDS) {
  test(`${id} is raised where ${RISKS[id].title.charAt(0).toLowerCase()}${RISKS[id].title.slice(1)}`, () => {
    const [steps, more] = RAISES[id];
    assert.ok(raised(steps, more).includes(id), raised(steps, more).join(", "));
  });
}

test("a rule that is declared to run on demand is another risk than one that leaves out when it runs", () => {
  assert.deepEqual(raised([sole({ triggers: [] })]), ["R038"]);
  assert.deepEqual(raised([sole({ triggers: undefined })]), ["R015"]);
});

test("a change for the better, or for people alone, raises no risk", () => {
  const quiet = [
    service({ friendlyName: "Calls" }),
    service({ dataLogging: false }),
    rulesChange([rule(), rule({ name: "b" })], [rule({ name: "b" }), rule()]),
    step("Service", "new", "create", undefined, { uniqueName: "new", autoRedaction: true }),
  ];
  for (const one of quiet) assert.deepEqual(raised([one]), []);
});

test("five Configurations attached to one Conversations configuration are as many as Twilio accepts: no risk", () => {
  const attached = (count: number, op: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => attachment(`a${at}`, op(at), "conv_configuration_1", `c${at}`));
  const isTooMany = (op: (at: number) => string, count = 6) => raised(attached(count, op)).includes("R019");
  assert.equal(
    isTooMany(() => "create", 5),
    false,
  );
  assert.equal(
    isTooMany(() => "create"),
    true,
  );
  assert.equal(
    isTooMany((at) => (at === 5 ? "delete" : "create")),
    false,
    "one of them is detached",
  );
  assert.deepEqual(raised(attached(6, () => "same")), [], "nothing of it is new");
});

const transcribing = (name: string, op: string, autoTranscribe?: boolean) => {
  const args = { uniqueName: name, ...(autoTranscribe !== undefined && { autoTranscribe }) };
  return step("Service", name, op, { uniqueName: name, autoTranscribe: op === "same" }, args);
};
const told = (steps: readonly StepLike[]) => markdown(reviewed(steps)).match(/every recording is now .*/)?.[0];

test("a Service that transcribes without being declared to counts among those that transcribe every recording", () => {
  const undeclared = transcribing("by-hand", "same");
  assert.ok(raised([undeclared, transcribing("b", "update", true)]).includes("R020"));
  assert.ok(!raised([transcribing("off", "update", false), transcribing("b", "update", true)]).includes("R020"));
  assert.ok(!raised([transcribing("b", "update", true)]).includes("R020"));
});

test("up to five Services that transcribe every recording are all named, and more are counted", () => {
  const all = (count: number) =>
    ["a", "b", "c", "d", "e", "f"].slice(0, count).map((name) => transcribing(name, "update", true));
  assert.match(told(all(5)) ?? "", /transcribed 5 times, by `a` and `b` and `c` and `d` and `e`$/m);
  assert.match(told(all(6)) ?? "", /transcribed 6 times, by `a` and `b` and `c` and `d` and `e` and 1 more/);
});

test("risks come worst first, and one that several facts raise is told once for each object", () => {
  const { risks } = reviewed([
    service({ autoRedaction: false, mediaRedaction: false, webhookUrl: "https://b.example/x" }),
    sole({ operators: [{ id: OPERATOR }] }),
  ]);
  assert.deepEqual(
    risks.map(({ id, level }) => `${level} ${id}`),
    ["high R006", "medium R008", "medium R013"],
  );
});

test("a warning of the preview that is told as a risk is not told twice", () => {
  for (const id of ["R010", "R030", "R031", "R032"] as const) {
    const [steps, more] = RAISES[id];
    assert.deepEqual(reviewed(steps, more).warnings, []);
  }
});

test("docs/review.md lists every risk as the register has it, and no others", () => {
  const docs = readFileSync(join(__dirname, "../../../docs/review.md"), "utf8");
  const rows = docs.split("\n").filter((line) => /^\| R\d{3} \|/.test(line));
  assert.deepEqual(
    rows,
    RISK_IDS.map((id) => `| ${id} | ${RISKS[id].level} | ${RISKS[id].title} | ${RISKS[id].reason} |`),
  );
});

test("ids are in order, without gaps, in two ranges: of what changes, and of what stands in the way; every level is used", () => {
  const range = (from: number, ids: readonly string[]) => ids.map((_, at) => `R${String(at + from).padStart(3, "0")}`);
  const [changes, others] = [RISK_IDS.filter((id) => id < "R062"), RISK_IDS.filter((id) => id >= "R062")];
  assert.deepEqual(RISK_IDS, [...range(1, changes), ...range(62, others)]);
  assert.deepEqual(new Set(RISK_IDS.map((id) => RISKS[id].level)), new Set(LEVELS));
});
