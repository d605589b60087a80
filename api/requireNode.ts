import { oldNode } from "./nodeVersion";

// Imported first by every entry point, because an older Node cannot load the other modules, or fails later without a reason.
const reason = oldNode();
if (reason !== undefined) throw new Error(reason);
