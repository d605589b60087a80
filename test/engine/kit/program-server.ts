import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { listenForHosts } from "./dynamic-hosts";

/*
 * Runs programs for engines, each from its CommonJS file, as the Automation API runs an inline program, and the dynamic hosts of their
 * resources. The process that started it is told where hosts are served; it sends the path of a file, and is told where the program of that
 * file is served.
 */

/** Pulumi's server of inline programs. The SDK has no types for it. */
const { LanguageServer }: { LanguageServer: new (program: () => unknown) => UntypedServiceImplementation } =
  require("@pulumi/pulumi/automation/server");

export interface Served {
  /** The program's; undefined: dynamic hosts. */
  file?: string;
  port: number;
}

const tell = (served: Served) => process.send?.(served);

process.on("message", (file: string) => {
  const server = new Server();
  server.addService(LanguageRuntimeService, new LanguageServer(() => exportsOf(file)));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    tell({ file, port });
  });
});

process.once("disconnect", () => process.exit());

void listenForHosts().then((port) => tell({ port }));

/** As Pulumi runs a program that is a file: what it exports are the outputs, or what the function does that it exports. */
function exportsOf(file: string): unknown {
  delete require.cache[file];
  const exported: unknown = require(file);
  return typeof exported === "function" ? exported() : exported;
}
