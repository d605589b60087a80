import { createCipheriv, createHash, pbkdf2, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Emulator } from "../../../emulator/index";
import { baseUrls, type Urls } from "../../contract/kit/emulator";

export const PASSPHRASE = "not-a-secret";

export type ConfigValue = string | { secret: string };

/** As the engine derives it from a passphrase, and encrypts with it: pkg/secrets/passphrase and resource/config/crypt.go of pulumi. */
const ITERATIONS = 1_000_000;
const SALT = randomBytes(8);
let keyPromise: Promise<Buffer> | undefined;

/** The key is the same for all stacks of this process: deriving it is half of what `pulumi stack init` does. */
function key(): Promise<Buffer> {
  keyPromise ??= promisify(pbkdf2)(PASSPHRASE, SALT, ITERATIONS, 32, "sha256");
  return keyPromise;
}

async function encrypt(text: string): Promise<string> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await key(), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

export interface StackFiles {
  /** Of the project. */
  name: string;
  stack: string;
  config: Record<string, ConfigValue>;
  /** The folder of the project. */
  folder: string;
  /** The checkpoint, within the file backend's folder. */
  stateFile: string;
  /** PULUMI_HOME. */
  home: string;
  /** PULUMI_BACKEND_URL. */
  backend: string;
}

/**
 * What `pulumi stack init` and `pulumi config set-all` leave behind: config, an empty checkpoint, and the stack selected. Every
 * project of a test needs them, and to start the engine for them takes as long as an `up`; the demo does.
 */
export async function writeStack({ name, stack, config, ...places }: StackFiles): Promise<void> {
  const values = Object.entries(config).map(async ([key, value]) => {
    const full = key.includes(":") ? key : `${name}:${key}`;
    return [full, typeof value === "string" ? value : { secure: await encrypt(value.secret) }];
  });
  const salt = `v1:${SALT.toString("base64")}:${await encrypt("pulumi")}`;
  const path = `organization/${name}/${stack}`;
  const project = createHash("sha1").update(join(places.folder, "Pulumi.yaml")).digest("hex");
  const files = {
    [join(places.folder, `Pulumi.${stack}.yaml`)]: {
      encryptionsalt: salt,
      config: Object.fromEntries(await Promise.all(values)),
    },
    [places.stateFile]: { version: 3, checkpoint: { stack: path, latest: {} } },
    [join(places.home, "workspaces", `${name}-${project}-workspace.json`)]: { stacks: { [places.backend]: path } },
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
}

const checkpoint = z.object({
  checkpoint: z.object({
    latest: z.object({
      resources: z
        .array(
          z.looseObject({
            urn: z.string(),
            type: z.string(),
            id: z.string().optional(),
            /** Replaced, and to be deleted. */
            delete: z.boolean().optional(),
            inputs: z.record(z.string(), z.unknown()).default({}),
            outputs: z.record(z.string(), z.unknown()).default({}),
          }),
        )
        .default([]),
    }),
  }),
});

export type State = z.infer<typeof checkpoint>["checkpoint"]["latest"];

/** Reads a stack's checkpoint from its file in the backend's folder. Secrets are encrypted in it. */
export const readState = (file: string): State =>
  checkpoint.parse(JSON.parse(readFileSync(file, "utf8"))).checkpoint.latest;

type Credentials = Pick<Emulator, "accountSid" | "apiKey" | "apiSecret">;

/** The stack config with which a program reaches an emulator: each of Twilio's hosts on the address that serves it alone. */
export function configFor(emulator: Urls & Credentials): Record<string, ConfigValue> {
  const urls = Object.entries(baseUrls(emulator)).map(([name, url]) => [`twilio-intelligence:${name}`, url]);
  return { ...Object.fromEntries(urls), ...credentialsFor(emulator) };
}

/** The same with one address for all hosts: that of a proxy, or of a server that is no emulator. */
export const configAt = (url: string, credentials: Credentials): Record<string, ConfigValue> => ({
  "twilio-intelligence:baseUrl": url,
  ...credentialsFor(credentials),
});

const credentialsFor = ({ accountSid, apiKey, apiSecret }: Credentials): Record<string, ConfigValue> => ({
  "twilio-intelligence:accountSid": accountSid,
  "twilio-intelligence:apiKey": apiKey,
  "twilio-intelligence:apiSecret": { secret: apiSecret },
});
