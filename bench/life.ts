import { type Emulator, startEmulator } from "../emulator/index";
import { createProject, type Project } from "../test/engine/kit/harness";
import { configFor } from "../test/engine/kit/stack-files";
import { type Column, tableOf } from "./kit/markdown";
import { type Operation, operate } from "./kit/operate";
import type { Part } from "./part";

const SIZES = [1, 100];
const PACKAGE = "pulumi-twilio-intelligence";
const OPERATOR = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";

interface Measured {
  operation: string;
  objects: number;
  seconds: number;
  requests: number;
  requestsPerObject: number;
  /** Average size of an object's entry in the state after the operation, as JSON without indentation. */
  stateBytesPerObject: number;
}

const programOf = (objects: number, round: string) => `
const { IntelligenceConfiguration, Service } = require("${PACKAGE}");
for (let at = 0; at < ${objects}; at++) {
  if (at % 2 === 0) new Service("service-" + at, { uniqueName: "service-" + at, friendlyName: "${round}", autoRedaction: true });
  else new IntelligenceConfiguration("configuration-" + at, {
    displayName: "configuration-" + at,
    description: "${round}",
    rules: [{
      name: "summary",
      operators: [{ id: "${OPERATOR}" }],
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: "https://example.com/summaries" }],
    }],
  });
}`;

async function measure(objects: number): Promise<{ rows: Measured[]; hostMegabytes: number }> {
  const emulator = await startEmulator();
  const project = await createProject({ program: programOf(objects, "one"), config: configFor(emulator) });
  try {
    return await measureStack(objects, project, emulator);
  } finally {
    project.dispose();
    await emulator.close();
  }
}

async function measureStack(objects: number, project: Project, emulator: Emulator) {
  const rows: Measured[] = [];
  let hostMegabytes = Number.NaN;
  const step = async (name: string, operation: Operation) => {
    emulator.clearRequests();
    const { seconds, host } = await operate(project, operation);
    hostMegabytes = Math.max(host.peakMegabytes, hostMegabytes || 0);
    const requests = emulator.requests().length;
    const stateBytesPerObject = Math.round(Buffer.byteLength(entriesOf(project).join("")) / objects);
    rows.push({
      operation: name,
      objects,
      seconds,
      requests,
      requestsPerObject: requests / objects,
      stateBytesPerObject,
    });
  };
  await step("create", "up");
  await step("up without changes", "up without changes");
  project.write(programOf(objects, "two"));
  await step("update", "up");
  await step("refresh", "refresh");
  await step("destroy", "destroy");
  return { rows, hostMegabytes };
}

const entriesOf = (project: Project) =>
  project
    .state()
    .resources.filter(({ type }) => type.includes(":dynamic/"))
    .map((entry) => JSON.stringify(entry));

const COLUMNS: readonly Column<Measured>[] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects }) => String(objects)],
  ["seconds", ({ seconds }) => seconds.toFixed(1)],
  ["requests", ({ requests }) => String(requests)],
  ["per object", ({ requestsPerObject }) => requestsPerObject.toFixed(2)],
  [
    "state bytes per object",
    ({ operation, stateBytesPerObject }) => (operation === "destroy" ? "" : String(stateBytesPerObject)),
  ],
];

/**
 * Measures create, update, refresh and destroy of a stack with N objects, on the real engine and the emulator. Half of the objects are
 * Services, half are Configurations with one rule.
 */
export async function measureLife(): Promise<Part> {
  const rows: Measured[] = [];
  const hostMegabytes: Record<string, number> = {};
  for (const objects of SIZES) {
    const measured = await measure(objects);
    rows.push(...measured.rows);
    hostMegabytes[objects] = Math.round(measured.hostMegabytes);
  }
  const memory = Object.entries(hostMegabytes).map(([n, mb]) => `${mb} MB with ${n} objects`);
  return {
    lines: [tableOf(COLUMNS, rows), "", `Peak memory of the provider's host process: ${memory.join(", ")}`],
    results: { rows, hostMegabytes },
  };
}
