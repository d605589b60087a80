import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import Module from "node:module";
import { createServer, type Socket } from "node:net";
import { join, sep } from "node:path";
import { createInterface } from "node:readline";
import { Server, type UntypedServiceImplementation } from "@grpc/grpc-js";

/*
 * Runs dynamic hosts in this process, each as if it had a process of its own: Pulumi's code of a host, this package and the providers of a
 * program are loaded anew for it; what they load of other packages stays. `dynamic-host.sh` stands in the place of the host's process: it
 * sends what a host is told, and prints what it is sent, first the host's port. The host ends with the connection.
 */

const HOST = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
/** Folder of the packages that all hosts share. */
const PACKAGES = join(__dirname, "../../../node_modules") + sep;

/** Replacement, for one dynamic host, for the parts of its process that its code uses. */
interface Host {
  readonly argv: string[];
  readonly folder: string;
  /** Modules that only this host uses, by their files. */
  readonly modules: NodeJS.Dict<NodeJS.Module>;
  print(stream: Stream, text: string): void;
  exit(code?: unknown): never;
  hasEnded(): boolean;
}
/** Standard output, and standard error. */
type Stream = "1" | "2";

const current = new AsyncLocalStorage<Host>();

/** Listens for launchers of hosts, and returns the port. */
export async function listenForHosts(): Promise<number> {
  standIn();
  const server = createServer(async (socket) => {
    // A launcher is killed with its engine.
    socket.on("error", () => undefined);
    const [line] = await once(createInterface(socket), "line");
    const [address, ...folder] = line.split(" ");
    start(address, folder.join(" "), socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts a host for the engine at this address. */
function start(address: string, folder: string, socket: Socket): void {
  const host: Host = {
    argv: [process.execPath, HOST, address],
    folder,
    modules: {},
    print: (stream, text) => socket.write(`${text.replace(/\n$/, "").replace(/^/gm, stream)}\n`),
    exit: () => socket.destroy() as never,
    hasEnded: () => socket.destroyed,
  };
  const before = listeners();
  current.run(host, () => require(HOST));
  // A host has listeners for errors of its process.
  const added = listeners().filter(([, listener]) => !before.some(([, known]) => known === listener));
  socket.once("close", () => {
    for (const [event, listener] of added) process.off(event, listener);
  });
}

const listeners = () =>
  ["uncaughtException", "unhandledRejection", "exit"].flatMap((event) =>
    process
      .rawListeners(event)
      .map((listener): [string, (...args: unknown[]) => void] => [event, listener as () => void]),
  );

/** Gives each host what belongs to a process, whenever it does what its engine asks for. */
function standIn(): void {
  const { addService } = Server.prototype;
  Server.prototype.addService = function (service, implementation) {
    addService.call(this, service, withinHost(implementation));
  };
  const { argv, cwd, exit, mainModule, stdout, stderr } = process;
  Object.defineProperty(process, "argv", { get: () => current.getStore()?.argv ?? argv });
  Object.defineProperty(process, "mainModule", { get: () => current.getStore()?.modules[HOST] ?? mainModule });
  Object.assign(Module, { _cache: modulesOfHosts() });
  process.cwd = () => current.getStore()?.folder ?? cwd();
  process.exit = (code) => (current.getStore()?.exit ?? exit)(code);
  // A process takes its timers with it.
  globalThis.setTimeout = new Proxy(setTimeout, {
    apply: (set, self, [work, ...rest]) =>
      Reflect.apply(set, self, [(...args: unknown[]) => current.getStore()?.hasEnded() || work(...args), ...rest]),
  });
  for (const [at, stream] of [
    ["1", stdout],
    ["2", stderr],
  ] as const) {
    const write = stream.write.bind(stream);
    stream.write = (text: string | Uint8Array) => {
      const host = current.getStore();
      if (host === undefined) return write(text);
      host.print(at, String(text));
      return true;
    };
  }
}

/** A service whose methods run within the host that is current now: a call from outside belongs to none. */
function withinHost(service: UntypedServiceImplementation): UntypedServiceImplementation {
  const within = AsyncLocalStorage.snapshot();
  return new Proxy(service, {
    get: (target, name) => {
      const method = Reflect.get(target, name);
      return typeof method === "function" ? within.bind(undefined, method.bind(target)) : method;
    },
  });
}

/** The loader's modules by their files: of a host, its own and those that all share. */
function modulesOfHosts(): NodeJS.Dict<NodeJS.Module> {
  const placeOf = (shared: NodeJS.Dict<NodeJS.Module>, file: string | symbol) =>
    file === HOST || !String(file).startsWith(PACKAGES) ? (current.getStore()?.modules ?? shared) : shared;
  return new Proxy(require.cache, {
    get: (shared, file) => Reflect.get(placeOf(shared, file), file),
    set: (shared, file, module) => Reflect.set(placeOf(shared, file), file, module),
    deleteProperty: (shared, file) => Reflect.deleteProperty(placeOf(shared, file), file),
  });
}
