import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

/** Pulumi's server of inline programs. The SDK has no types for it. */
const { LanguageServer }: { LanguageServer: new (program: () => unknown) => UntypedServiceImplementation } =
  require("@pulumi/pulumi/automation/server");

/** Serves a program to engines, which run it in this process. */
export interface ServedProgram {
  /** Options of `pulumi` with which a command runs the program in this process, and starts none for it. */
  args: string[];
  close(): void;
}

/** Serves a CommonJS program from its file, which is read anew for each command. */
export async function serveProgram(file: string): Promise<ServedProgram> {
  const server = new Server();
  server.addService(LanguageRuntimeService, new LanguageServer(() => exportsOf(file)));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { args: [`--client=127.0.0.1:${port}`, "--exec-kind=auto.inline"], close: () => server.forceShutdown() };
}

/** As Pulumi runs a program that is a file: what it exports are the outputs, or what the function does that it exports. */
function exportsOf(file: string): unknown {
  delete require.cache[file];
  const exported: unknown = require(file);
  return typeof exported === "function" ? exported() : exported;
}
