import type { DynamicProvider } from "../../../dynamic/protocol";
import type { EmulatorOptions } from "../../../emulator/index";
import type { KindName } from "../../../provider/catalogue";
import { configured } from "../../engine/kit/classes";
import { begunProcess } from "../../faults/build";
import { Stack } from "../../faults/matrix/stack";
import { World } from "../../faults/virtual/world";
import type { Bench } from "./emulator";

/** An account in this process, on virtual time. */
export interface Virtual {
  made: Bench;
  /** A provider of a process that has just begun, with the credentials of the account. */
  provider(kind: KindName): DynamicProvider;
  /** A stack of one resource, each command of which is a process of its own. */
  stack(kind: KindName): Stack;
  wait(ms: number): Promise<void>;
}

/** Runs a test on virtual time: whatever the test, the provider or the emulator wait for takes no time. */
export function virtually<T>(test: (virtual: Virtual) => Promise<T>, options: EmulatorOptions = {}): Promise<T> {
  const world = new World(1, options);
  const { made, schedule } = world;
  const begun = (kind: KindName) => begunProcess(undefined, world.host(0).connect)(kind);
  return schedule.run(() =>
    test({
      made,
      provider: (kind) => configured(begun(kind), made),
      stack: (kind) => new Stack(() => begun(kind), made),
      wait: (ms) => schedule.wait(ms),
    }),
  );
}
