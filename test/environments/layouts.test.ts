import { tryLayouts } from "./tryLayouts";

// `npm test` tries the workspaces of pnpm.
tryLayouts([
  "npm-workspace",
  "pnpm",
  "yarn-classic",
  "yarn-node-modules",
  "yarn-pnp",
  "bun-install",
  "file-link",
  "alias",
  "alias-alone",
  "bundle-external",
  "bundle-beside",
  "bundle-alone",
]);
