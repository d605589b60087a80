/** Oldest Node that the package runs on, as in package.json. */
const NEEDED = [22, 19] as const;

/** Returns the sentence for a Node that is too old, or `undefined`. Bun and Deno state a version of Node that says nothing about them. */
export function oldNode(): string | undefined {
  const { node, bun, deno } = process.versions;
  if (bun !== undefined || deno !== undefined) return undefined;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return undefined;
  return `pulumi-twilio-intelligence needs Node ${NEEDED.join(".")} or later, but this is Node ${node}.`;
}
