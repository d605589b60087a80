import type { Cell } from "./cell";
import { matrix } from "./matrix-cells";
import { lost } from "./matrix-lost";
import { races } from "./matrix-race";

/** Every cell of the fault matrix. */
export const cells: readonly Cell[] = [...matrix, ...lost, ...races];
