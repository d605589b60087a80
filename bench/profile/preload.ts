/**
 * Code that samples the CPU of the engine's Node processes, loaded before their own. It writes what it has found every half second, because the
 * engine kills the dynamic host: microseconds by the address of the source, or, for what has none, by the name that V8 gives it.
 */
export const PRELOAD = `
const role = /[\\\\/]cmd[\\\\/](dynamic-provider|run)([\\\\/]|$)/.exec(process.argv[1] ?? "")?.[1];
if (role !== undefined) {
  const { Session } = require("node:inspector");
  const { writeFileSync } = require("node:fs");
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: 500 });
  session.post("Profiler.start");
  const used = {};
  const add = (profile) => {
    const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
    profile.samples.forEach((sample, at) => {
      const { url, functionName } = nodes.get(sample);
      const place = url === "" ? functionName : url;
      used[place] = (used[place] ?? 0) + profile.timeDeltas[at];
    });
  };
  const flush = () => {
    session.post("Profiler.stop", (_, { profile }) => add(profile));
    session.post("Profiler.start");
    writeFileSync(process.env.BENCH_PROFILE + "/" + role + ".json", JSON.stringify(used));
  };
  setInterval(flush, 500).unref();
  process.once("exit", flush);
}`;
