import { oldNode } from "../../api/nodeVersion";

// Imported first, because older releases of Node cannot load the other modules.
const reason = oldNode();
if (reason !== undefined) {
  console.error(`error: ${reason}`);
  process.exit(1);
}
