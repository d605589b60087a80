import { createCipheriv, pbkdf2, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import { z } from "zod";

/** Encryption of the secrets of a stack. */
export interface Secrets {
  /** Entries of the stack's settings file that identify the key. */
  settings: Record<string, string>;
  /** Environment variables with which the engine obtains the key. */
  env: NodeJS.ProcessEnv;
  encrypt(text: string): string;
}

const PASSPHRASE = "not-a-secret";
/** Iterations with which the engine derives a key from a passphrase: pkg/secrets/passphrase of pulumi. */
const ITERATIONS = 1_000_000;

/** Encrypts with a passphrase, the default of the file backend. Each command derives the key again: 0.14 s of CPU time. */
async function withPassphrase(): Promise<Secrets> {
  const salt = randomBytes(8);
  const encrypt = encryptWith(await promisify(pbkdf2)(PASSPHRASE, salt, ITERATIONS, 32, "sha256"));
  return {
    settings: { encryptionsalt: `v1:${salt.toString("base64")}:${encrypt("pulumi")}` },
    env: { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE },
    encrypt,
  };
}

/** Encrypts with a key in HashiCorp Vault, whose transit engine this process serves. Each command requests the key. */
async function withVault(): Promise<Secrets> {
  const key = randomBytes(32);
  const sealed = `vault:v1:${randomBytes(8).toString("hex")}`;
  const server = createServer(async (request, response) => {
    const isOurs =
      request.url === "/v1/transit/decrypt/tests" && ciphertext.safeParse(await json(request)).data === sealed;
    const answer = isOurs ? { data: { plaintext: key.toString("base64") } } : { errors: ["no such key"] };
    response.writeHead(isOurs ? 200 : 400, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await once(server.listen(0, "127.0.0.1").unref(), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    settings: { secretsprovider: "hashivault://tests", encryptedkey: Buffer.from(sealed).toString("base64") },
    // Commands create further stacks with the passphrase.
    env: {
      VAULT_SERVER_URL: `http://127.0.0.1:${port}`,
      VAULT_SERVER_TOKEN: "not-a-secret",
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    },
    encrypt: encryptWith(key),
  };
}

const ciphertext = z.object({ ciphertext: z.string() }).transform((body) => body.ciphertext);

/** Returns a function that encrypts as the engine does: resource/config/crypt.go of pulumi. */
const encryptWith = (key: Buffer) => (text: string) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
};

const makers = { passphrase: withPassphrase, vault: withVault };
const made: Partial<Record<keyof typeof makers, Promise<Secrets>>> = {};

/** Returns the encryption that all stacks of this process share. */
export function secretsBy(way: keyof typeof makers): Promise<Secrets> {
  made[way] ??= makers[way]();
  return made[way];
}
