import { checkRegisters } from "../virtual/register";
import { toldOf } from "../virtual/told";
import { World } from "../virtual/world";
import { Life } from "./life";
import { Modelled } from "./modelled";
import type { Sequence } from "./sequence";

/** A life that was lived on virtual time: what does not hold, and every request of it. */
export interface Lived {
  broken: string[];
  requests: unknown[];
}

/** Lives a life in this process, on virtual time. The same sequence gives the same requests, byte for byte. */
export async function liveVirtually(sequence: Sequence): Promise<Lived> {
  const { seed, behaviour } = sequence;
  const world = new World(seed, { ...behaviour, accounts: 2 });
  const { made, schedule } = world;
  const stack = (writer: number) => new Modelled(made, () => world.host(writer));
  const commands: [Modelled, Modelled] = [stack(0), stack(1)];
  const means = {
    made,
    commands,
    gate: async () => world.gate(),
    atOnce: <T>(tasks: (() => Promise<T>)[]) => schedule.contended(tasks),
  };
  try {
    const broken = await schedule.run(() => new Life(means, sequence).through());
    const said = commands.map((one) => one.said);
    broken.push(...checkRegisters(world.history, toldOf(world, behaviour.ifMatch, said)));
    return { broken, requests: world.api.requests() };
  } finally {
    world.api.close();
  }
}
