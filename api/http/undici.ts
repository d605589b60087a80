/** Symbol under which undici 8 keeps the process's default dispatcher. */
const GLOBAL_DISPATCHER = Symbol.for("undici.globalDispatcher.2");

/**
 * Loads undici and leaves the process's default dispatchers alone: loading it would replace them, also for the `fetch` of other code in this
 * process. While a dispatcher is there it sets none, so a placeholder stands in meanwhile. `index.js`: Bun has a module `undici` of its own.
 */
function loadUndici(): typeof import("undici") {
  if (Reflect.has(globalThis, GLOBAL_DISPATCHER)) return require("undici/index.js");
  Object.defineProperty(globalThis, GLOBAL_DISPATCHER, { value: { dispatch() {} }, configurable: true });
  try {
    return require("undici/index.js");
  } finally {
    Reflect.deleteProperty(globalThis, GLOBAL_DISPATCHER);
  }
}

let loaded: typeof import("undici") | undefined;

/** Returns undici, which is loaded for the first connection: much of what the provider and its commands do needs none. */
export const undici = (): typeof import("undici") => {
  loaded ??= loadUndici();
  return loaded;
};
