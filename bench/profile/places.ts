import { z } from "zod";

/** CPU microseconds by address of source. */
export const profile = z.record(z.string(), z.number());

const OWN = /\/dist\/(api|provider|dynamic|sdk)\//;
const PULUMI = /\/@pulumi\/pulumi\/(cmd|proto|runtime|dynamic)?/;
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** Waiting, and what the sampling itself does. */
const LEFT_OUT = new Set(["(idle)", "node:inspector", "writeFileUtf8"]);

/** Returns the place that code belongs to: a part of this package, a part of Pulumi's SDK, another package, or Node. */
function placeOf(address: string): string {
  const own = OWN.exec(address)?.[1];
  if (own !== undefined && !address.includes("/@pulumi/")) return `this package: ${own}/`;
  const pulumi = PULUMI.exec(address);
  if (pulumi !== null) return `@pulumi/pulumi${pulumi[1] === undefined ? "" : `: ${pulumi[1]}/`}`;
  const name = PACKAGE.exec(address)?.[1];
  if (name !== undefined) return name;
  if (address.startsWith("node:")) return "Node";
  return address.includes("/") ? "program" : address;
}

/** Sums a profile up by place, in milliseconds. The time in which a process waits, and the sampling itself, are left out. */
export function byPlace(all: z.infer<typeof profile>): Map<string, number> {
  const places = new Map<string, number>();
  for (const [address, microseconds] of Object.entries(all)) {
    if (LEFT_OUT.has(address)) continue;
    const place = placeOf(address);
    places.set(place, (places.get(place) ?? 0) + microseconds / 1000);
  }
  return places;
}
