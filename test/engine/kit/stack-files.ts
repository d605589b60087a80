import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Emulator } from "../../../emulator/index";
import { baseUrls, type Urls } from "../../contract/kit/emulator";
import type { Secrets } from "./secrets";

export type ConfigValue = string | { secret: string };

export interface StackFiles {
  /** Of the project. */
  name: string;
  stack: string;
  config: Record<string, ConfigValue>;
  secrets: Secrets;
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
export function writeStack({ name, stack, config, secrets, ...places }: StackFiles): void {
  const values = Object.entries(config).map(([key, value]) => {
    const full = key.includes(":") ? key : `${name}:${key}`;
    return [full, typeof value === "string" ? value : { secure: secrets.encrypt(value.secret) }];
  });
  const path = `organization/${name}/${stack}`;
  const project = createHash("sha1").update(join(places.folder, "Pulumi.yaml")).digest("hex");
  const files = {
    [join(places.folder, `Pulumi.${stack}.yaml`)]: { ...secrets.settings, config: Object.fromEntries(values) },
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
