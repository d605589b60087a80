import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

/*
 * Runs programs for engines, each from its CommonJS file, as the Automation API runs an inline program: the process that started it
 * sends the path of a file, and is told where the program of that file is served.
 */

/** Pulumi's server of inline programs. The SDK has no types for it. */
const { LanguageServer }: { LanguageServer: new (program: () => unknown) => UntypedServiceImplementation } =
  require("@pulumi/pulumi/automation/server");

export interface Served {
  file: string;
  port: number;
}

process.on("message", (file: string) => {
  const server = new Server();
  server.addService(LanguageRuntimeService, new LanguageServer(() => exportsOf(file)));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.send?.({ file, port } satisfies Served);
  });
});

process.once("disconnect", () => process.exit());

/** As Pulumi runs a program that is a file: what it exports are the outputs, or what the function does that it exports. */
function exportsOf(file: string): unknown {
  delete require.cache[file];
  const exported: unknown = require(file);
  return typeof exported === "function" ? exported() : exported;
}
