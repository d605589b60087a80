import { conversationsPaths } from "./conversationsPaths";
import { memoryPaths } from "./memoryPaths";
import type { Path } from "./path";
import { v2Paths } from "./v2Paths";
import { v3Paths } from "./v3Paths";

/** All methods of all paths. */
export const paths: Path[] = [...v2Paths, ...v3Paths, ...conversationsPaths, ...memoryPaths];
