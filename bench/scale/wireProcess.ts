import { text } from "node:stream/consumers";
import { Pool } from "undici";
import { wireJob } from "./wireJob";

/** Sends the requests of a job, from standard input, through a bare pool. Prints the time, the CPU time and the bodies of the answers. */
async function main(): Promise<void> {
  const { url, authorization, connections, requests } = wireJob.parse(JSON.parse(await text(process.stdin)));
  const pool = new Pool(url, { connections });
  const bodies: string[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const request = requests[at];
      if (request === undefined) return;
      const { method, path, headers, body } = request;
      const answer = await pool.request({ method, path, headers: { ...headers, authorization }, body });
      bodies[at] = await answer.body.text();
      if (answer.statusCode >= 400) throw new Error(`${method} ${path} was answered with ${answer.statusCode}.`);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, bodies }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
