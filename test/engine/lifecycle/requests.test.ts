import assert from "node:assert/strict";
import { test } from "node:test";
import { CONVERSATIONS } from "../kit/classes";
import {
  CONFIGURATIONS,
  configuration,
  OPERATORS,
  ownOperator,
  programOf,
  SERVICES,
  SUMMARY,
  service,
  stand,
} from "../kit/stand";

const program = (friendlyName: string, description: string) =>
  programOf({
    calls: service({ uniqueName: "calls", friendlyName }),
    live: configuration({
      displayName: "live",
      description,
      rules: [{ name: "summary", operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] }],
    }),
  });

/** Before the first create of a run: what an interrupted one left behind. Before the first delete: what nobody has seen. */
const LOOK = `GET ${CONFIGURATIONS}?pageSize=1000`;

test("each command sends what it needs and nothing else", async (t) => {
  const { project, sent, requests, id } = await stand(t, program("Calls", "first"));
  await project.preview();
  assert.deepEqual(sent(), [], "the preview of a create");

  await project.up();
  assert.deepEqual(sent().sort(), [LOOK, `POST ${SERVICES}`, `POST ${CONFIGURATIONS}`]);
  const [calls, live] = [`${SERVICES}/${id("calls")}`, `${CONFIGURATIONS}/${id("live")}`];

  await project.up();
  assert.deepEqual(sent(), [], "an up without changes");

  project.write(program("Calls 2", "second"));
  await project.preview();
  assert.deepEqual(sent(), [], "the preview of an update");

  await project.up();
  const updates = requests();
  const byPath = (path: string) => updates.filter((one) => one.path === path);
  assert.deepEqual(
    byPath(calls).map(({ method, headers }) => [method, headers["if-match"]]),
    [["POST", '"1"']],
    "a Service is updated with one request, which is guarded",
  );
  assert.deepEqual(
    byPath(live).map(({ method, headers }) => [method, headers["if-match"]]),
    [
      ["GET", undefined],
      ["PUT", "1"],
    ],
    "a Configuration is read and then put, guarded by the version that was read",
  );
  assert.equal(updates.length, 3);

  await project.refresh();
  assert.deepEqual(sent().sort(), [`GET ${calls}`, `GET ${live}`]);

  await project.destroy();
  const looks = [`GET ${SERVICES}?PageSize=1000`, LOOK, `GET ${CONVERSATIONS}?pageSize=1000`];
  assert.deepEqual(sent().sort(), [`DELETE ${calls}`, `DELETE ${live}`, ...looks].sort());
});

test("an operator that is not Twilio's own, or is pinned, is read once before a change, and otherwise never", async (t) => {
  const made = await stand(t, "");
  const { project, sent, id } = made;
  const own = await ownOperator(made);
  const operators = [{ id: own }, { id: own, version: 2 }];
  const rules = [{ operators, triggers: [{ on: "CONVERSATION_END" }] }];
  const withOwn = (description: string) =>
    programOf({
      one: configuration({ displayName: "one", rules, description }),
      other: configuration({ displayName: "other", rules }),
    });
  const reads = [`GET ${OPERATORS}/${own}`, `GET ${OPERATORS}/${own}/Versions/2`];
  project.write(withOwn("first"));
  sent();
  await project.preview();
  assert.deepEqual(sent().sort(), reads);
  await project.up();
  const creates = [LOOK, `POST ${CONFIGURATIONS}`, `POST ${CONFIGURATIONS}`];
  assert.deepEqual(sent().sort(), [...reads, ...creates].sort());
  await project.up();
  assert.deepEqual(sent(), [], "an up without changes");
  project.write(withOwn("second"));
  await project.up();
  const one = `${CONFIGURATIONS}/${id("one")}`;
  assert.deepEqual(sent().sort(), [...reads, `GET ${one}`, `PUT ${one}`].sort());
});
