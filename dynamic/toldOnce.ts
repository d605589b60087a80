import type { DynamicProvider } from "./protocol";

/**
 * A provider for the dynamic host, which prints an error of these four methods with its stack before the engine prints the message. The host
 * gets the headline alone, so that the message appears once. A mistake of this package keeps its stack.
 */
export const toldOnce = (provider: DynamicProvider): DynamicProvider => ({
  ...provider,
  check: (olds, news) => headlined(() => provider.check(olds, news)),
  diff: (id, olds, news) => headlined(() => provider.diff(id, olds, news)),
  read: (id, props) => headlined(() => provider.read(id, props)),
  delete: (id, props) => headlined(() => provider.delete(id, props)),
});

async function headlined<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Error && !isMistake(error) ? new ToldByEngine(error) : error;
  }
}

const isMistake = (error: Error): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;

/** The host prints `${error}: ${error.stack}`. */
class ToldByEngine extends Error {
  constructor({ message }: Error) {
    super(message);
    this.stack = `${message.split(/: |\n/, 1)[0]}. See the error of the resource.`;
  }

  override toString(): string {
    return "Error";
  }
}
