import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { LanguageOperator, Service } from "../../../sdk/index";
import { type HandedOver, handedOver } from "../../../sdk/internal/handedOver";
import { outputNames } from "../../../sdk/outputs.generated";

interface Registered {
  inputs: Record<string, unknown>;
}
const registered: Registered[] = [];
before(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ inputs, name }) => {
        registered.push({ inputs });
        return { id: `${name}-id`, state: inputs };
      },
      call: () => ({}),
    },
    "project",
    "stack",
    true,
  ),
);

const unknown = () => pulumi.output(Promise.resolve(pulumi.unknown)).apply(() => "never");
const settled = async ({ secrets, order }: HandedOver) => ({ secrets: await secrets, order: await order });

test("plain arguments are looked through at once, and hand over nothing but their order", () => {
  assert.deepEqual(handedOver({ uniqueName: "a", nested: [{ b: 1 }] }, []), {});
  assert.deepEqual(handedOver({ config: { b: 1, a: 2 } }, ["config"]), { order: [["config", "b", "a"]] });
  assert.deepEqual(handedOver({}, ["config"]), { order: [] });
});

test("a member that Pulumi cannot pass on is refused, wherever it is", () => {
  const schema = JSON.parse('{"properties":{"list":[{"__proto__":null}]}}');
  assert.throws(
    () =>
      new LanguageOperator("summary", { displayName: "S", prompt: "p", outputFormat: "JSON", outputSchema: schema }),
    /^Error: summary.outputSchema.properties.list\[0\].__proto__: Pulumi cannot pass on a member of this name/,
  );
});

test("a secret is named by its path, wherever it is: in a list, behind a promise, within an output", async () => {
  const args = {
    plain: "a",
    open: pulumi.output("b"),
    whole: pulumi.secret("c"),
    rules: [
      { name: "r", actions: [{ url: pulumi.secret("https://secret.example.com") }] },
      Promise.resolve({ name: pulumi.secret("s"), actions: pulumi.output([{ url: "open" }]) }),
      pulumi.output({ a: 1 }).apply(() => ({ "x.y": [pulumi.secret("t"), "u"] })),
    ],
  };
  const { secrets } = await settled(handedOver(args, []));
  assert.deepEqual(secrets, ["whole", "rules[0].actions[0].url", "rules[1].name", 'rules[2]["x.y"][0]']);
});

test("what an option makes secret is named too, beside plain arguments and beside secrets", async () => {
  assert.deepEqual((await settled(handedOver({ a: "b" }, [], ["a"]))).secrets, ["a"]);
  assert.deepEqual((await settled(handedOver({ a: "b", c: pulumi.secret("d") }, [], ["a"]))).secrets, ["a", "c"]);
});

test("nothing is handed over where no output is a secret", async () => {
  assert.deepEqual(await settled(handedOver({ a: pulumi.output("b") }, [])), { secrets: undefined, order: undefined });
});

test("an argument that fails is left to the registration, which reports it", async () => {
  const args = { config: Promise.reject(new Error("no")), other: pulumi.secret("a") };
  assert.deepEqual(await settled(handedOver(args, ["config"])), { secrets: ["other"], order: [] });
});

test("the order of keys is known behind outputs, and where a part is unknown", async () => {
  const config = pulumi.output({ z: pulumi.output({ b: 1, a: 2 }), y: [{ d: unknown(), c: 1 }] });
  const { order } = await settled(handedOver({ config: { x: config, w: unknown() } }, ["config"]));
  assert.deepEqual(order, [["config", "x", "w"]]);
  const known = pulumi.output({ z: pulumi.output({ b: 1, a: 2 }) });
  assert.deepEqual((await settled(handedOver({ config: known }, ["config"]))).order, [["config.z", "b", "a"]]);
});

test("the order of a secret's keys is a secret", async () => {
  const handed = handedOver({ config: pulumi.secret({ b: 1, a: 2 }) }, ["config"]);
  const { order } = await settled(handed);
  assert.equal(await pulumi.isSecret(pulumi.output(order)), true);
});

const idOf = (resource: pulumi.CustomResource): Promise<string> =>
  new Promise((resolve) => {
    resource.id.apply(resolve);
  });

test("a class hands over what was found beside its arguments", async () => {
  const outputSchema = { type: "object", properties: { b: {}, a: {} } };
  await idOf(
    new LanguageOperator("o", { displayName: pulumi.secret("o"), outputFormat: "JSON", prompt: "p", outputSchema }),
  );
  const { inputs } = registered.at(-1) ?? { inputs: {} };
  assert.deepEqual(inputs.__secret, ["displayName"]);
  assert.deepEqual(inputs.__order, [
    ["outputSchema", "type", "properties"],
    ["outputSchema.properties", "b", "a"],
  ]);
  assert.match(String(inputs.__provider), /\.LanguageOperator$/);
  const service = new Service("s", { uniqueName: "s" });
  await idOf(service);
  assert.deepEqual(Object.keys(registered.at(-1)?.inputs ?? {}).sort(), ["__provider", "uniqueName"]);
  assert.equal(service.sid, service.id);
});

test("a class makes one output for each of its properties, one for the provider, and none for what is not given", () => {
  const service = new Service("plain", { uniqueName: "plain" });
  const made = Object.values(service).filter((member) => pulumi.Output.isInstance(member));
  // The SID is the id itself.
  assert.deepEqual(new Set(made).size, outputNames.Service.length + ["urn", "__provider"].length);
});
