import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publish } from "./cache";
import { runChild } from "./child";
import type { Candidate } from "./findEngine";
import { installed, isUsable } from "./install";
import { putLauncher } from "./launcher";
import type { Progress } from "./progress";

const LIMIT = 45 * 60_000;
const CLI = { folder: join(__dirname, "cli"), module: "github.com/pulumi/pulumi/pkg/v3", command: "cmd/pulumi" };
const HOST = {
  folder: join(__dirname, "nodejs"),
  module: "github.com/pulumi/pulumi/sdk/v3",
  command: "nodejs/cmd/pulumi-language-nodejs",
};

/**
 * Builds the engine and its Node hosts from the Go modules in this folder, into the Automation API's folder for that version. Takes minutes
 * with an empty Go cache. Throws if Go is missing or too old, or if its module proxy cannot be reached.
 */
export async function build(progress: Progress): Promise<Candidate> {
  if (process.platform === "win32") throw new Error("supported only on Linux and macOS");
  await requireGo();
  try {
    const folder = await publish((root) => buildInto(join(root, "bin"), progress), isUsable);
    progress.done(`Pulumi engine: built in ${folder}`);
    return await installed(folder);
  } finally {
    progress.done();
  }
}

/** Builds the executables into a folder and returns their version. */
async function buildInto(bin: string, progress: Progress): Promise<string> {
  const version = moduleVersion();
  mkdirSync(bin);
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  await goBuild(CLI, join(bin, "pulumi"), stamp, `building ${version} (once, 3 to 10 minutes)`, progress);
  await goBuild(HOST, join(bin, "pulumi-language-nodejs"), "", "building its Node language host", progress);
  putLauncher(bin);
  return version;
}

/** Checks the Go version. The command runs inside the module, so that Go applies the module's minimum and can download a newer toolchain. */
async function requireGo(): Promise<void> {
  try {
    await runChild("go", ["env", "GOVERSION"], { cwd: CLI.folder, limit: 5 * 60_000 });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw new Error("go is not on the PATH");
    throw error;
  }
}

async function goBuild(
  target: typeof CLI,
  output: string,
  linkerFlags: string,
  what: string,
  progress: Progress,
): Promise<void> {
  const counts = { downloaded: 0, compiled: 0 };
  const report = () => {
    const done = counts.compiled > 0 ? `${counts.compiled} packages` : `${counts.downloaded} modules downloaded`;
    progress.update(`Pulumi engine: ${what}: ${done}`);
  };
  report();
  // Settings of the machine (a workspace, VCS data) are off, so that the same sources produce the same binary.
  const flags = ["-v", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", `-s -w ${linkerFlags}`.trim()];
  await runChild("go", ["build", ...flags, "-o", output, `${target.module}/${target.command}`], {
    cwd: target.folder,
    env: { GOWORK: "off" },
    limit: LIMIT,
    onLine: (line) => {
      if (line.startsWith("go: downloading ")) counts.downloaded++;
      else if (/^[\w./-]+$/.test(line)) counts.compiled++;
      report();
    },
  });
}

function moduleVersion(): string {
  const goMod = readFileSync(join(CLI.folder, "go.mod"), "utf8");
  const version = goMod
    .split("\n")
    .find((line) => line.trim().startsWith(`${CLI.module} v`))
    ?.trim()
    .split(" ")[1];
  if (!version) throw new Error(`${CLI.module} is not required in ${join(CLI.folder, "go.mod")}`);
  return version;
}
