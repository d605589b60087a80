/** Oldest engine on which the tests pass. */
export const MINIMUM_VERSION = "3.230.0";

/** Source of an engine, in the order in which they are tried. */
export type Source = "path" | "cache" | "install" | "go";

/** A `pulumi` that can run Node programs with dynamic resources. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  bin: string;
  /** Folder to put first on `PATH`, so that the engine finds its own language host and dynamic host. */
  path: string;
  /** `major.minor.patch`. */
  version: string;
  source: Source;
}

/** An executable that may turn out to be a usable engine. */
export interface Candidate {
  bin: string;
  path: string;
  /** Output of `pulumi version`, or the reason why there is none. */
  answer: string;
  /** Required executables that are neither next to `pulumi` nor on the `PATH`. */
  missing: string[];
}

/**
 * Functions that find or install an engine. The first two only search. The last two take minutes, and are called only if no engine was
 * found. They throw an Error with the reason if they fail.
 */
export interface Probes {
  onPath(): Promise<Candidate[]>;
  cached(): Promise<Candidate[]>;
  install(): Promise<Candidate>;
  build(): Promise<Candidate>;
}

/** Error if no engine was found or could be installed. The message lists the attempts, their reasons, and the next step. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";

  constructor(readonly tried: { what: string; reason: string }[]) {
    super(
      [
        `No usable Pulumi engine (${MINIMUM_VERSION} or later) was found, and none could be installed:`,
        ...tried.map(({ what, reason }) => `  - ${what}: ${reason}`),
        "Install Pulumi from https://www.pulumi.com/docs/install/ or Go 1.25 or later from https://go.dev/dl/, then run this again.",
      ].join("\n"),
    );
  }
}

type Version = [major: number, minor: number, patch: number];

/**
 * Parses a version such as `v3.259.0`. A suffix (`-dev`, `-alpha.1+dirty`) is ignored, because Pulumi names a development build after the
 * next release.
 */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+][\w.+-]*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Returns a negative number if `a` is older than `b`, a positive number if it is newer, and 0 if they are equal. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether a version is supported: the same major version as {@link MINIMUM_VERSION}, and not older. */
export function isSupported(version: Version): boolean {
  const minimum = parseVersion(MINIMUM_VERSION);
  return minimum !== undefined && version[0] === minimum[0] && compareVersions(version, minimum) >= 0;
}

/** Returns the version of a candidate, or the reason why it cannot be used. */
export function checkCandidate(candidate: Candidate): { version: string } | { reason: string } {
  const version = parseVersion(candidate.answer);
  if (!version)
    return {
      reason: `\`pulumi version\` of ${candidate.bin} did not print a version, but: ${excerpt(candidate.answer)}`,
    };
  if (!isSupported(version))
    return {
      reason: `${candidate.bin} has version ${version.join(".")}, but ${MINIMUM_VERSION} or later of the same major version is required`,
    };
  if (candidate.missing.length > 0)
    return {
      reason: `${candidate.bin} needs ${candidate.missing.join(" and ")}: not found next to it or on the PATH`,
    };
  return { version: version.join(".") };
}

/** Tries the sources in order and returns the first usable engine. Throws {@link EngineUnavailable}. */
export async function searchEngine(probes: Probes): Promise<Engine> {
  const places: { source: Source; what: string; look: () => Promise<Candidate[]> }[] = [
    { source: "path", what: "pulumi on the PATH", look: () => probes.onPath() },
    { source: "cache", what: "earlier installations of this user", look: () => probes.cached() },
    { source: "install", what: "official installation", look: async () => [await probes.install()] },
    { source: "go", what: "build with Go", look: async () => [await probes.build()] },
  ];
  const tried: { what: string; reason: string }[] = [];
  for (const { source, what, look } of places) {
    const reasons: string[] = [];
    try {
      for (const candidate of await look()) {
        const verdict = checkCandidate(candidate);
        if ("version" in verdict) return { bin: candidate.bin, path: candidate.path, version: verdict.version, source };
        reasons.push(verdict.reason);
      }
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
    tried.push({ what, reason: reasons.join("; ") || "none" });
  }
  throw new EngineUnavailable(tried);
}

/** Returns the beginning of a tool's output on one line, for messages. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "(nothing)";
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
