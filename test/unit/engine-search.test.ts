import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Candidate,
  checkCandidate,
  EngineUnavailable,
  type Probes,
  parseVersion,
  searchEngine,
} from "../../tools/engine/findEngine";

function candidate(folder: string, answer: string, missing: string[] = []): Candidate {
  return { bin: `${folder}/pulumi`, path: folder, answer, missing };
}

/** Probes that find nothing unless told otherwise, and write down in which order they were asked. */
function probes(found: Partial<Probes>): Probes & { asked: string[] } {
  const asked: string[] = [];
  const ask = <T>(name: keyof Probes, otherwise: () => Promise<T>, given?: () => Promise<T>) => {
    return () => {
      asked.push(name);
      return (given ?? otherwise)();
    };
  };
  return {
    asked,
    onPath: ask("onPath", async () => [], found.onPath),
    cached: ask("cached", async () => [], found.cached),
    install: ask("install", () => Promise.reject(new Error("host not reachable")), found.install),
    build: ask("build", () => Promise.reject(new Error("go is not on the PATH")), found.build),
  };
}

async function failure(given: Probes): Promise<EngineUnavailable> {
  try {
    await searchEngine(given);
  } catch (error) {
    if (error instanceof EngineUnavailable) return error;
    throw error;
  }
  assert.fail("an engine was found");
}

test("a version is read with and without v, and a suffix does not matter", () => {
  const cases: [string, [number, number, number] | undefined][] = [
    ["v3.259.0", [3, 259, 0]],
    ["3.259.0\n", [3, 259, 0]],
    ["v3.230.0-dev", [3, 230, 0]],
    ["v3.231.0-alpha.12+dirty", [3, 231, 0]],
    ["v10.0.11", [10, 0, 11]],
    ["", undefined],
    ["v3.259", undefined],
    ["3.259.0.1", undefined],
    ["pulumi 3.259.0", undefined],
    ["command not found", undefined],
  ];
  for (const [text, version] of cases) assert.deepEqual(parseVersion(text), version, JSON.stringify(text));
});

test("a candidate counts when it is new enough, of the same major, and has its hosts", () => {
  const verdicts = {
    "v3.230.0": "3.230.0",
    "v3.230.0-dev": "3.230.0",
    "v3.270.1": "3.270.1",
    "v3.229.9": /3\.229\.9, but 3\.230\.0 or later/,
    "v2.999.0": /2\.999\.0, but 3\.230\.0 or later/,
    "v4.0.0": /same major/,
    "Segmentation fault": /did not print a version, but: Segmentation fault/,
    "": /but: \(nothing\)/,
  };
  for (const [answer, expected] of Object.entries(verdicts)) {
    const verdict = checkCandidate(candidate("/usr/bin", answer));
    if (typeof expected === "string") assert.deepEqual(verdict, { version: expected });
    else assert.match("reason" in verdict ? verdict.reason : "usable", expected);
  }
  const bare = checkCandidate(
    candidate("/usr/bin", "v3.259.0", ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]),
  );
  assert.match("reason" in bare ? bare.reason : "", /needs pulumi-language-nodejs and pulumi-resource-pulumi-nodejs/);
});

test("what is on the path comes before everything else, and nothing else is asked", async () => {
  const given = probes({
    onPath: async () => [candidate("/usr/bin", "v3.240.0")],
    cached: async () => [candidate("/cache/3.259.0/bin", "v3.259.0")],
  });
  const engine = { bin: "/usr/bin/pulumi", path: "/usr/bin", version: "3.240.0", source: "path" };
  assert.deepEqual(await searchEngine(given), engine);
  assert.deepEqual(given.asked, ["onPath"]);
});

test("an old pulumi on the path is passed over for a later one on the path", async () => {
  const given = probes({ onPath: async () => [candidate("/old", "v3.100.0"), candidate("/new", "v3.259.0")] });
  assert.equal((await searchEngine(given)).path, "/new");
});

test("a pulumi on the path that is too old, broken or bare leads to the cache", async () => {
  for (const unusable of [
    candidate("/a", "v3.100.0"),
    candidate("/a", "oops"),
    candidate("/a", "v3.259.0", ["host"]),
  ]) {
    const given = probes({
      onPath: async () => [unusable],
      cached: async () => [candidate("/cache", "v3.259.0")],
    });
    assert.equal((await searchEngine(given)).source, "cache");
    assert.deepEqual(given.asked, ["onPath", "cached"]);
  }
});

test("a half installation in the cache leads to the official installation", async () => {
  const given = probes({
    cached: async () => [candidate("/cache", "v3.259.0", ["pulumi-language-nodejs"])],
    install: async () => candidate("/installed", "v3.270.0"),
  });
  assert.equal((await searchEngine(given)).source, "install");
  assert.deepEqual(given.asked, ["onPath", "cached", "install"]);
});

test("where the official installation fails, or gives something unusable, Go builds one", async () => {
  const installs: Partial<Probes>[] = [{}, { install: async () => candidate("/installed", "v3.1.0") }];
  for (const install of installs) {
    const given = probes({ ...install, build: async () => candidate("/built", "v3.259.0") });
    const engine = await searchEngine(given);
    assert.deepEqual(engine, { bin: "/built/pulumi", path: "/built", version: "3.259.0", source: "go" });
    assert.deepEqual(given.asked, ["onPath", "cached", "install", "build"]);
  }
});

test("when nothing works, the message says what was tried, reason each failed and what to do", async () => {
  const error = await failure(
    probes({
      onPath: async () => [candidate("/usr/bin", "v3.100.0")],
      cached: () => Promise.reject(new Error("EACCES")),
    }),
  );
  assert.match(error.message, /pulumi on the PATH: \/usr\/bin\/pulumi has version 3\.100\.0, but 3\.230\.0 or later/);
  assert.match(error.message, /earlier installations of this user: EACCES/);
  assert.match(error.message, /official installation: host not reachable/);
  assert.match(error.message, /build with Go: go is not on the PATH/);
  assert.match(error.message, /https:\/\/www\.pulumi\.com\/docs\/install\/ or Go 1\.25/);
});

test("a reason stays short, whatever a tool has printed", async () => {
  const error = await failure(probes({ onPath: async () => [candidate("/usr/bin", "noise\n".repeat(10_000))] }));
  assert.ok(error.message.length < 1_500, String(error.message.length));
});
