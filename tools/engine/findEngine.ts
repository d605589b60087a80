/** The oldest engine that the project's tests are known to pass on. */
export const MINIMUM_VERSION = "3.230.0";

/** Where an engine came from, in the order in which the places are tried. */
export type Source = "path" | "cache" | "install" | "go";

/** A `pulumi` that can run Node programs with dynamic resources. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  bin: string;
  /** Folder to put first on `PATH`, so that the engine finds the language host and the dynamic host that belong to it. */
  path: string;
  /** `major.minor.patch`. */
  version: string;
  source: Source;
}

/** An executable that may turn out to be a usable engine. */
export interface Candidate {
  bin: string;
  path: string;
  /** What `pulumi version` printed, or the reason reason it printed nothing. */
  answer: string;
  /** Companions of `pulumi` that are neither beside it nor on the path. */
  missing: string[];
}

/**
 * The ways to find or get an engine. The first two only look. The last two cost minutes and are asked only when nothing was
 * found; each throws with its reason when it cannot deliver.
 */
export interface Probes {
  onPath(): Promise<Candidate[]>;
  cached(): Promise<Candidate[]>;
  install(): Promise<Candidate>;
  build(): Promise<Candidate>;
}

/** No place had a usable engine. The message says what was tried, reason each failed, and what to do. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";

  constructor(readonly tried: { what: string; reason: string }[]) {
    super(
      [
        `No usable Pulumi engine (${MINIMUM_VERSION} or later) was found or could be obtained:`,
        ...tried.map(({ what, reason }) => `  - ${what}: ${reason}`),
        "Install Pulumi from https://www.pulumi.com/docs/install/ or Go 1.25 or later from https://go.dev/dl/, then run this again.",
      ].join("\n"),
    );
  }
}

type Version = [major: number, minor: number, patch: number];

/**
 * Reads a version such as `v3.259.0`. A suffix (`-dev`, `-alpha.1+dirty`) is ignored: Pulumi names a development build after
 * the release it leads up to.
 */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+][\w.+-]*)?$/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Negative when `a` is the older one, positive when it is the newer one, 0 when they are the same release. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether a version is one the project can work with: same major as {@link MINIMUM_VERSION}, and not older. */
export function isSupported(version: Version): boolean {
  const minimum = parseVersion(MINIMUM_VERSION);
  return minimum !== undefined && version[0] === minimum[0] && compareVersions(version, minimum) >= 0;
}

/** The version of a usable candidate, or reason it is not usable. */
export function checkCandidate(candidate: Candidate): { version: string } | { reason: string } {
  const version = parseVersion(candidate.answer);
  if (!version)
    return {
      reason: `${candidate.bin} does not answer \`pulumi version\` with a version but with: ${excerpt(candidate.answer)}`,
    };
  if (!isSupported(version))
    return {
      reason: `${candidate.bin} is ${version.join(".")}; ${MINIMUM_VERSION} or later of the same major is needed`,
    };
  if (candidate.missing.length > 0)
    return {
      reason: `${candidate.bin} comes without ${candidate.missing.join(" and ")}, neither beside it nor on the path`,
    };
  return { version: version.join(".") };
}

/** Runs through the places in order and returns the first usable engine. Throws {@link EngineUnavailable}. */
export async function searchEngine(probes: Probes): Promise<Engine> {
  const places: { source: Source; what: string; look: () => Promise<Candidate[]> }[] = [
    { source: "path", what: "pulumi on the path", look: () => probes.onPath() },
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

/** The beginning of what a tool printed, on one line, for use inside a message. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "(nothing)";
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
