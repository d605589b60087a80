import { cells as behaviours } from "./behaviours/cells";
import type { Cell } from "./cell";
import { cells as crashes } from "./crashes/cells";
import { cells as matrix } from "./matrix/matrix";
import { cells as options } from "./options/cells";
import { cells as random } from "./random/cells";
import { cells as storms } from "./storm";
import { cells as orders } from "./virtual/cells";

/** Every cell of the fault table. */
export const cells: readonly Cell[] = [
  ...matrix,
  ...crashes,
  ...random,
  ...orders,
  ...behaviours,
  ...options,
  ...storms,
];
