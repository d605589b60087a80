import type { Cell } from "../cell";
import { matrix } from "./cells";
import { elsewhere } from "./elsewhere";
import { lost } from "./lost";
import { races } from "./race";

/** Every cell of the fault matrix. */
export const cells: readonly Cell[] = [...matrix, ...lost, ...elsewhere, ...races];
