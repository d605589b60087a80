import { AsyncLocalStorage } from "node:async_hooks";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { DynamicProvider } from "../../dynamic/protocol";
import type { KindName } from "../../provider/catalogue";
import type { Connect } from "../../provider/client";
import { Run } from "../../provider/lifecycle/run";
import { present, type Values } from "../../provider/values/json";
import * as sdk from "../../sdk/index";
import { type Bench, behind } from "../contract/kit/emulator";
import { newProvider } from "../engine/kit/classes";
import { PACKAGE, PACKAGE_FOLDER } from "../engine/kit/harness";

const NAME = "pulumi-twilio-intelligence";
const folder = process.env[PACKAGE_FOLDER];

/** Whether the cells run on a package instead of the sources: on its classes, and on the providers that a state names, and on nothing else of it. */
export const isPackage = folder !== undefined;

/** Hears what a process says, line by line. */
type Hear = (text: string) => void;

/** The providers of one process: what one of them knows, all know. */
export type Providers = (kind: KindName) => DynamicProvider;

/**
 * Providers of a process that has just begun. Without `hear`, what it says goes to the console. `connect`: with clients of the test's
 * own, which a package does not take.
 */
export function begunProcess(hear?: Hear, connect?: Connect): Providers {
  if (folder !== undefined) return packaged(folder, hear);
  const log = hear && { info: hear, warn: (text: string) => hear(`warning: ${text}`) };
  const run = new Run({ ...(log && { log }), ...(connect && { connect }) });
  return (kind) => newProvider(kind, run);
}

/** A provider of a process of its own. */
export const begunProvider = (kind: KindName): DynamicProvider => begunProcess()(kind);

/** Whether the build has a class. */
export const hasClass = (kind: KindName): boolean => folder === undefined || kind in providersOf(folder);

/** An emulator as the build's settings can name it: those of an earlier build have one address for all of Twilio's hosts. */
export const reachable = (made: Bench): Bench =>
  isPackage ? { ...made, emulator: behind(made.emulator, made.emulator.url) } : made;

const handed = new Map<string, Promise<Values>>();

/** The hidden members that a class hands to the engine for `ignoreChanges` of a property. Those of earlier builds have none. */
export function handedFor(kind: KindName, ignored: string): Promise<Values> {
  const known = handed.get(`${kind} ${ignored}`) ?? handedByClass(kind, ignored);
  handed.set(`${kind} ${ignored}`, known);
  return known;
}

async function handedByClass(kind: KindName, ignored: string): Promise<Values> {
  const inputs = new Promise<Values>((resolve) => {
    const newResource = (made: pulumi.runtime.MockResourceArgs) => {
      resolve(made.inputs);
      return { id: made.name, state: {} };
    };
    pulumi.runtime.setMocks({ newResource, call: () => ({}) });
  });
  // By its path: the name alone stands for the sources here.
  const classes = folder === undefined ? sdk : createRequire(__filename)(PACKAGE);
  new classes[kind]("it", {}, { ignoreChanges: [ignored] });
  const { __provider: _provider, ...members } = present(await inputs);
  return Object.fromEntries(Object.entries(members).filter(([name]) => name.startsWith("__")));
}

const listeners = new AsyncLocalStorage<Hear>();

/** Runs a task, and hears what is printed for it meanwhile: cells run side by side, and the console is one for all. */
export const hearing = <T>(hear: Hear, task: () => T): T => listeners.run(hear, task);

/** Passes a printed text to the listener of the task that printed it. Replaces `console.log` and `console.warn` while cells run. */
export const printed = (...texts: unknown[]): void => listeners.getStore()?.(texts.map(String).join(" "));

function packaged(folder: string, hear: Hear | undefined): Providers {
  const providers = providersOf(folder);
  return (kind) => {
    const provider = providers[kind];
    if (provider === undefined) throw new Error(`the package has no class ${kind}`);
    const heard =
      <Args extends unknown[], T>(method: (...args: Args) => T) =>
      (...args: Args): T =>
        hear ? hearing(hear, () => method.apply(provider, args)) : method.apply(provider, args);
    return {
      configure: heard(provider.configure),
      check: heard(provider.check),
      diff: heard(provider.diff),
      create: heard(provider.create),
      read: heard(provider.read),
      update: heard(provider.update),
      delete: heard(provider.delete),
    };
  };
}

/** Loads the providers anew. What the package depends on stays loaded. */
function providersOf(folder: string): Partial<Record<KindName, DynamicProvider>> {
  const require = createRequire(join(folder, "index.js"));
  const own = realpathSync(PACKAGE) + sep;
  const isOwn = (file: string) => file.startsWith(own) && !file.slice(own.length).includes(`node_modules${sep}`);
  for (const file of Object.keys(require.cache)) if (isOwn(file)) delete require.cache[file];
  return require(`${NAME}/provider`);
}
