import { once } from "node:events";
import type { Machine } from "../machine";
import type { Connection } from "./connection";

/** Waits for `ms` (forever if undefined), but at most until the connection closes. */
export async function pause(machine: Machine, { gone }: Connection, ms: number | undefined): Promise<void> {
  if (gone.aborted) return;
  if (ms === undefined) await once(gone, "abort");
  else await machine.wait(ms, gone).catch(() => undefined);
}
