import type { Log } from "../provider/values/hiding";
import { engineAddress } from "./hostProcess";
import type { DynamicProvider } from "./protocol";

/** Time in ms after which a message that the engine has not taken is printed. */
const DEADLINE_MS = 10_000;

type Send = (text: string) => Promise<void>;

/**
 * Log of the dynamic host. Of what the host prints, the engine makes a message for each line, and, where the output is no terminal,
 * prints each when it comes and again under "Diagnostics". So a text of several lines is sent to the engine as one message: it prints the
 * first line when it comes, and all of them once, under "Diagnostics". What cannot be sent is printed.
 */
export class HostLog implements Log {
  #send: Send | undefined;
  readonly #sending = new Set<Promise<void>>();

  info(text: string): void {
    if (!text.includes("\n")) {
      console.log(text);
      return;
    }
    const sending = this.#sent(text).catch(() => console.log(text));
    this.#sending.add(sending);
    void sending.finally(() => this.#sending.delete(sending));
  }

  warn(text: string): void {
    console.warn(`warning: ${text}`);
  }

  /** A provider whose messages have arrived when its comparison is done: the engine may end the host after it. */
  delivering(provider: DynamicProvider): DynamicProvider {
    return {
      ...provider,
      diff: async (...call) => {
        try {
          return await provider.diff(...call);
        } finally {
          await Promise.all(this.#sending);
        }
      },
    };
  }

  async #sent(text: string): Promise<void> {
    this.#send ??= engineLog();
    await this.#send(text);
  }
}

/**
 * Sends to the log of the engine with the host's own libraries. `log.info` of Pulumi's SDK would need the address in settings that the host
 * shares with the dynamic providers of other packages. Throws outside a dynamic host.
 */
function engineLog(): Send {
  const [address, host] = [engineAddress(), require.main];
  if (address === undefined || host === undefined) throw new Error("This process is no dynamic host.");
  const { credentials, Metadata }: typeof import("@grpc/grpc-js") = host.require("@grpc/grpc-js");
  const { EngineClient }: typeof import("@pulumi/pulumi/proto/engine_grpc_pb") =
    host.require("../../proto/engine_grpc_pb");
  const { LogRequest, LogSeverity }: typeof import("@pulumi/pulumi/proto/engine_pb") =
    host.require("../../proto/engine_pb");
  const client = new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  return (text) =>
    new Promise((resolve, reject) => {
      const request = new LogRequest();
      request.setSeverity(LogSeverity.INFO);
      request.setMessage(text);
      client.log(request, new Metadata(), { deadline: Date.now() + DEADLINE_MS }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
}
