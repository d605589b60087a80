import { rmSync } from "node:fs";
import { join } from "node:path";
import { command, npm, QUIET_INSTALL } from "./npm";
import type { Setup } from "./setups";
import { ROOT } from "./table";

const NAME = "pulumi-twilio-intelligence";

/** Where a layout is made. */
export interface Place {
  /** Its folder, in which its files are. */
  folder: string;
  /** `node_modules` with the packages of `tools`. */
  tools: string;
  /** File of the packed package. */
  tarball: string;
}

/** One way in which a project has the package. */
export interface Layout {
  /** Packages from npm that set it up. */
  tools: string[];
  /** Folder of the program. By default that of the layout. */
  main?: string;
  /** Path of the program's source. By default `index.js` in the folder of the program. */
  source?: string;
  /** Files beside the program, by their paths. */
  files(place: Place): Record<string, unknown>;
  /** Name that the program imports the package by. */
  imports?: string;
  install(place: Place): void;
}

const PULUMI = { "@pulumi/pulumi": "^3.216.0" };
const dependencies = ({ tarball }: Place) => ({ ...PULUMI, [NAME]: `file:${tarball}` });
const alone = (place: Place) => ({ "package.json": { private: true, dependencies: dependencies(place) } });
const installed = ({ folder }: Place) => npm(QUIET_INSTALL, folder);

const pnpm = ({ folder, tools }: Place) =>
  command(process.execPath, [join(tools, "pnpm/bin/pnpm.cjs"), "install", "--prefer-offline"], folder);

const yarnClassic = ({ folder, tools }: Place) =>
  command(process.execPath, [join(tools, "yarn/bin/yarn.js"), "install", "--prefer-offline"], folder);

/** Yarn 4 does not read npm's configuration. */
const yarn = ({ folder, tools }: Place) =>
  command(process.execPath, [join(tools, "@yarnpkg/cli-dist/bin/yarn.js"), "install"], folder, {
    ...process.env,
    YARN_NPM_REGISTRY_SERVER: npm(["config", "get", "registry"], folder).trim(),
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_ENABLE_TELEMETRY: "false",
  });

const yarnLayout = (nodeLinker: string): Layout => ({
  tools: ["@yarnpkg/cli-dist@4"],
  files: (place) => ({ ...alone(place), ".yarnrc.yml": `nodeLinker: ${nodeLinker}\n`, "yarn.lock": "" }),
  install: yarn,
});

/** A workspace of a stack and a library, of which either or both have the package. */
const workspace = (own: (place: Place) => object) => (place: Place) => ({
  "package.json": { private: true, workspaces: ["stack", "library"] },
  "pnpm-workspace.yaml": "packages: [stack, library]\n",
  "stack/package.json": { name: "stack", private: true, dependencies: own(place) },
  "library/package.json": { name: "library", version: "1.0.0", main: "index.js", dependencies: dependencies(place) },
  "library/index.js": `module.exports = require("${NAME}");\n`,
});

/** Bundles a program with its packages, except Pulumi's SDK and those in `external`. */
function bundle({ folder, tools }: Place, ...external: string[]): void {
  const options = ["@pulumi/pulumi", ...external].map((name) => `--external:${name}`);
  const build = ["index.js", "--bundle", "--platform=node", "--outfile=dist/index.js", ...options];
  command(join(tools, ".bin/esbuild"), [...build, "--log-level=error"], folder);
}

const bundled = (after: (place: Place) => void): Layout => ({
  tools: ["esbuild@0.28"],
  main: "dist",
  source: "index.js",
  files: alone,
  install(place) {
    installed(place);
    after(place);
  },
});

const alias = (own: (place: Place) => object): Layout => ({
  tools: [],
  imports: "ti",
  files: (place) => ({
    "package.json": { private: true, dependencies: { ...PULUMI, ti: `file:${place.tarball}`, ...own(place) } },
  }),
  install: installed,
});

export const LAYOUTS = {
  "npm-workspace": {
    tools: [],
    main: "stack",
    files: workspace(dependencies),
    install: installed,
  },
  pnpm: { tools: ["pnpm@10"], files: alone, install: pnpm },
  "pnpm-workspace": { tools: ["pnpm@10"], main: "stack", files: workspace(dependencies), install: pnpm },
  "pnpm-library": {
    tools: ["pnpm@10"],
    main: "stack",
    imports: "library",
    files: workspace(() => ({ ...PULUMI, library: "workspace:*" })),
    install: pnpm,
  },
  "yarn-classic": { tools: ["yarn@1"], files: alone, install: yarnClassic },
  "yarn-node-modules": yarnLayout("node-modules"),
  "yarn-pnp": yarnLayout("pnp"),
  "bun-install": {
    tools: ["bun@1"],
    files: alone,
    install: ({ folder, tools }) => command(join(tools, ".bin/bun"), ["install"], folder),
  },
  "file-link": {
    tools: [],
    files: () => ({ "package.json": { private: true, dependencies: { ...PULUMI, [NAME]: `file:${ROOT}` } } }),
    install: installed,
  },
  alias: alias(({ tarball }) => ({ [NAME]: `file:${tarball}` })),
  "alias-alone": alias(() => ({})),
  "bundle-external": bundled((place) => bundle(place, NAME)),
  "bundle-beside": bundled((place) => bundle(place)),
  "bundle-alone": bundled((place) => {
    bundle(place);
    rmSync(join(place.folder, "node_modules", NAME), { recursive: true });
  }),
} satisfies Partial<Record<Setup, Layout>>;

export type LayoutName = keyof typeof LAYOUTS;
