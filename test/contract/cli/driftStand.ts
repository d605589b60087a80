import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import * as providers from "../../../dynamic/index";
import type { KindName } from "../../../provider/catalogue";
import { configured } from "../../engine/kit/classes";
import { pulumiStandIn, runCommand, runOn } from "../kit/command";
import { bench } from "../kit/emulator";

const PROVIDERS: Record<KindName, (typeof providers)[KindName]> = { ...providers };
export type Members = Record<string, unknown>;

/** A stack whose state this holds, as an engine would have written it, on the first of `accounts` accounts of its own. */
export async function stand(t: TestContext, accounts = 1) {
  const made = await bench(t, { transcriptMs: 0, lagMs: 0, accounts });
  const folder = mkdtempSync(join(tmpdir(), "drift-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const resources: Members[] = [];
  const { emulator } = made;
  const state = join(folder, "state.json");
  const writeState = () => writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources } }));
  return {
    ...made,
    resources,
    async create(kind: KindName, name: string, args: Members, secret: string[] = []): Promise<string> {
      const provider = configured(PROVIDERS[kind], made);
      const { inputs, failures } = await provider.check({}, JSON.parse(JSON.stringify({ ...args, __secret: secret })));
      assert.deepEqual(failures, []);
      const { id, outs } = await provider.create(inputs);
      const type = `pulumi-nodejs:dynamic/twilio-intelligence:${kind}`;
      const hidden = (bag: Members) =>
        Object.fromEntries(
          Object.entries(bag).map(([key, value]) => [key, secret.includes(key) ? sealed(value) : value]),
        );
      resources.push({
        urn: `urn:pulumi:prod::shop::${type}::${name}`,
        type,
        id,
        inputs: hidden(inputs),
        outputs: hidden(outs),
      });
      return id;
    },
    async drift(...flags: string[]) {
      writeState();
      emulator.clearRequests();
      const ended = await runOn(emulator, ["drift", "--state", state, ...flags]);
      const requests = emulator.requests().map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
      assert.deepEqual(
        requests.filter((one) => !one.startsWith("GET ")),
        [],
      );
      return { ...ended, requests };
    },
    /** `drift --unmanaged` with credentials from the stack's config alone, which a stand-in for `pulumi` prints. */
    async unmanaged(own: Members, named: Record<string, Members>, ...flags: string[]) {
      writeState();
      const config = { baseUrl: emulator.url, accounts: JSON.stringify(named), ...own };
      const entries = Object.entries(config).map(([key, value]) => [`twilio-intelligence:${key}`, { value }]);
      writeFileSync(join(folder, "config.json"), JSON.stringify(Object.fromEntries(entries)));
      const { path } = pulumiStandIn(t, `cat "${join(folder, "config.json")}"`);
      return runCommand(["drift", "--unmanaged", "--stack", "prod", "--state", state, ...flags], {
        env: {
          PATH: path,
          TWILIO_ACCOUNT_SID: undefined,
          TWILIO_API_KEY: undefined,
          TWILIO_API_SECRET: undefined,
          TWILIO_AUTH_TOKEN: undefined,
        },
      });
    },
  };
}
/** A secret as `pulumi stack export --show-secrets` shows it. */
export const sealed = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
