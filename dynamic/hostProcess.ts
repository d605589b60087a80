const HOST = /[\\/]dynamic-provider([\\/]index\.js)?$/;

/** Address of the engine that started this process as a dynamic host, `host:port` or a port alone; `undefined` in any other process. */
export const engineAddress = (): string | undefined =>
  HOST.test(process.argv[1] ?? "") && /^(?:.+:)?\d+$/.test(process.argv[2] ?? "") ? process.argv[2] : undefined;
