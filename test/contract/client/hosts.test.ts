import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { createClient } from "../../../api";
import {
  fetchConversationsConfiguration,
  listConversationsConfigurations,
} from "../../../api/conversations/configurations";
import { listServices } from "../../../api/v2/services";
import { listConfigurations } from "../../../api/v3/configurations";
import { all, clientOf, configuration, type Reply, SECRET, serve, service, USERNAME } from "../kit/client";

const conversations = (id: string) => ({ id, displayName: id });
const page = (key: string, items: unknown[], nextToken?: string): Reply => ({
  body: { [key]: items, meta: { key, pageSize: items.length, nextToken } },
});
const notHere: Reply = { status: 404, body: { code: 20404, message: "Not on this host", status: 404 } };

/** A server for each host. Each refuses the paths of the others, as Twilio does. */
async function hosts(t: TestContext) {
  const intelligence = await serve(t, (_number, { path }) => {
    if (path.startsWith("/v2/Services")) {
      return { body: { services: [service()], meta: { key: "services", next_page_url: null } } };
    }
    return path.startsWith("/v3/ControlPlane/Configurations") ? page("configurations", [configuration()]) : notHere;
  });
  const conversation = await serve(t, (_number, { path }) => {
    if (path === "/v2/ControlPlane/Configurations/one") return { body: conversations("one") };
    if (!path.startsWith("/v2/ControlPlane/Configurations?")) return notHere;
    return path.includes("pageToken=2")
      ? page("configurations", [conversations("two")])
      : page("configurations", [conversations("one")], "2");
  });
  return { intelligence, conversations: conversation };
}

describe("a host of its own", () => {
  it("gets the reads and every page of the lists of Conversations configurations, and nothing else", async (t) => {
    const servers = await hosts(t);
    const { client } = clientOf({ url: servers.intelligence.url, conversationsUrl: servers.conversations.url });
    assert.equal((await fetchConversationsConfiguration(client, "one"))?.value.id, "one");
    const found = await all(listConversationsConfigurations(client));
    assert.deepEqual(
      found.map(({ id }) => id),
      ["one", "two"],
    );
    assert.equal(servers.intelligence.heard.length, 0);
    assert.equal((await all(listServices(client))).length, 1);
    assert.equal((await all(listConfigurations(client))).length, 1);
    assert.deepEqual([servers.intelligence.heard.length, servers.conversations.heard.length], [2, 3]);
  });

  it("may be named when a client is created", async (t) => {
    const servers = await hosts(t);
    const client = createClient({
      username: USERNAME,
      password: SECRET,
      baseUrl: servers.intelligence.url,
      conversationsBaseUrl: `${servers.conversations.url}/ignored`,
    });
    assert.equal((await all(listConversationsConfigurations(client))).length, 2);
    assert.equal(client.originOf("conversations"), servers.conversations.url);
  });
});

describe("the address of each host", () => {
  const twilio = {
    intelligence: "https://intelligence.twilio.com",
    conversations: "https://conversations.twilio.com",
    memory: "https://memory.twilio.com",
  };
  const local = "http://127.0.0.1:4010";
  const other = "http://127.0.0.1:4011";
  const rows: [string, Omit<Parameters<typeof createClient>[0], "username" | "password">, typeof twilio][] = [
    ["nothing: Twilio's own", {}, twilio],
    ["Twilio's own baseUrl: Twilio's own", { baseUrl: `${twilio.intelligence}/v2` }, twilio],
    [
      "one baseUrl: everything goes there",
      { baseUrl: local },
      { intelligence: local, conversations: local, memory: local },
    ],
    [
      "baseUrl and conversationsBaseUrl: memory goes to baseUrl",
      { baseUrl: local, conversationsBaseUrl: other },
      { intelligence: local, conversations: other, memory: local },
    ],
    ["memoryBaseUrl alone: the others are Twilio's own", { memoryBaseUrl: other }, { ...twilio, memory: other }],
  ];
  for (const [name, options, expected] of rows) {
    it(`given ${name}`, () => {
      const client = createClient({ username: USERNAME, password: SECRET, ...options });
      const { intelligence, conversations, memory } = expected;
      assert.deepEqual(
        [client.originOf("intelligence"), client.originOf("conversations"), client.originOf("memory")],
        [intelligence, conversations, memory],
      );
    });
  }
});
