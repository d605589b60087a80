import { join } from "node:path";

const LAZY = join(__dirname, "lazy.cjs");

/** Options of Node for a process that runs TypeScript of this repository in a test. */
export const LOAD_SOURCES = ["--require", join(__dirname, "typescript.cjs"), "--require", LAZY];

/** Value of NODE_OPTIONS with which a program, and the provider of its resources, load only what they use of `@pulumi/pulumi`. */
export const lazyNodeOptions = (options = ""): string => `${options} --require ${JSON.stringify(LAZY)}`;

/** With this variable, tests leave nothing out that users have. */
export const isAsUsers = process.env.AS_USERS !== undefined;
