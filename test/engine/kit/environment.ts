import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { moveUnlessTaken } from "../../../tools/engine/cache";
import { isAsUsers, lazyNodeOptions } from "../../../tools/loader";

const CACHE = join(__dirname, "../../../node_modules/.cache/engines");
const LAUNCHER = join(__dirname, "dynamic-host.sh");

/**
 * Variables that save CPU time of each command: the engine ends before its garbage matters, and half of what a program, a dynamic host and a
 * policy pack load of Pulumi's SDK is there to write functions into states. `npm run check` knows the types of the examples.
 */
export const SPARING: NodeJS.ProcessEnv = isAsUsers
  ? {}
  : {
      GOGC: "off",
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      NODE_OPTIONS: lazyNodeOptions(process.env.NODE_OPTIONS),
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };

/** PULUMI_HOME and PULUMI_BACKEND_URL of a project that lies in this folder. */
export const homeOf = (root: string): string => join(root, "home");
export const backendOf = (root: string): string => `file://${join(root, "state")}`;

/** Returns the environment of this process without the Twilio and Pulumi settings of a developer, which must not reach a test. */
export const inheritedEnv = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TWILIO_|PULUMI_|NODE_TEST_)/.test(name)));

/** Returns a PATH on which an engine finds the launchers in its folder first, and then the Node of this process. */
export const pathWith = (folder: string): string =>
  [folder, dirname(process.execPath), process.env.PATH].join(delimiter);

/** Returns the environment of the commands of a project: engine, home and state, and no settings of a developer. */
export function isolatedEnv(root: string, bin: string): NodeJS.ProcessEnv {
  return {
    ...inheritedEnv(),
    PATH: pathWith(dirname(bin)),
    PULUMI_HOME: homeOf(root),
    PULUMI_BACKEND_URL: backendOf(root),
    PULUMI_SKIP_UPDATE_CHECK: "1",
    // Without it the engine does not know `--event-log`.
    PULUMI_DEBUG_COMMANDS: "1",
  };
}

/**
 * Returns an engine whose dynamic hosts run in the process of programs: this one, beside another launcher of hosts. The engine warns of a
 * launcher that lies elsewhere.
 */
export function engineWithLauncher(bin: string): string {
  const original = realpathSync(bin);
  const { mtimeMs } = statSync(original);
  const key = createHash("sha256")
    .update(`${original} ${mtimeMs} ${readFileSync(LAUNCHER, "utf8")}`)
    .digest("hex");
  const folder = join(CACHE, key.slice(0, 16));
  if (!existsSync(folder)) {
    mkdirSync(CACHE, { recursive: true });
    const work = mkdtempSync(join(CACHE, "unfinished-"));
    for (const name of readdirSync(dirname(original)).filter((name) => /^pulumi(-language-nodejs)?$/.test(name)))
      linkOrCopy(join(dirname(original), name), join(work, name));
    cpSync(LAUNCHER, join(work, "pulumi-resource-pulumi-nodejs"));
    moveUnlessTaken(work, folder);
    rmSync(work, { recursive: true, force: true });
  }
  return join(folder, "pulumi");
}

/** Makes a file the same as another one, which a symbolic link would lead the engine back to. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // They lie on two file systems.
    cpSync(from, to, { dereference: true });
  }
}
