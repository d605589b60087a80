// Imported first, because older releases of Node cannot load the other modules.
const NEEDED = [22, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `error: twilio-intelligence needs Node ${NEEDED.join(".")} or later, but this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}
