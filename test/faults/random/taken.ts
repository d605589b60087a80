import type { LoggedRequest } from "../../../emulator/server/requestLog";
import { CLASSES, type Name } from "./objects";

const pairOf = (path: string): string =>
  path.replace("/v2/Services/", "OperatorAttachments/").replace("/Operators/", "/");
const isPair = (path: string): boolean => /^\/v2\/Services\/\w+\/Operators\/\w+$/.test(path);

/** Objects that a command which ended well took from the account, by its requests, and that its state has all the same. */
export function takenByIt(requests: readonly LoggedRequest[], known: readonly [Name, string][]): string[] {
  const gone = new Map<string, boolean>();
  for (const { method, path, status, body } of requests) {
    if (status === undefined || status >= 300 || method === "GET") continue;
    const object = isPair(path) ? pairOf(path) : path;
    if (method === "DELETE" || isPair(path)) gone.set(object, method === "DELETE");
    const attached: unknown = Object(body).intelligenceConfigurationIds;
    if (!Array.isArray(attached)) continue;
    for (const [name, pair] of known) {
      const [conversations, configuration] = pair.split("/");
      if (name === "attached" && path.endsWith(`/${conversations}`))
        gone.set(`${CLASSES[name].collection}/${pair}`, !attached.includes(configuration));
    }
  }
  return known.map(([name, id]) => `${CLASSES[name].collection}/${id}`).filter((path) => gone.get(path) === true);
}
