import { Hono } from "hono";
import type { ApiOptions } from "../apiOptions";
import { type ApiEnv, authenticate } from "../http/access";
import { ApiError, errorResponse, notFound } from "../http/envelope";
import type { Machine } from "../machine";
import { conversationsConfigurations } from "../routes/conversations/conversationsConfigurations";
import { hostConversations } from "../routes/conversations/hostConversations";
import { participants } from "../routes/conversations/participants";
import { memoryStores } from "../routes/memory/memoryStores";
import { attachments } from "../routes/v2/attachments";
import { operators } from "../routes/v2/operators";
import { operatorTypes } from "../routes/v2/operatorTypes";
import { services } from "../routes/v2/services";
import { transcriptParts } from "../routes/v2/transcriptParts";
import { transcripts } from "../routes/v2/transcripts";
import { configurations } from "../routes/v3/configurations";
import { conversations } from "../routes/v3/conversations";
import { languageOperators } from "../routes/v3/languageOperators";
import { operatorResults } from "../routes/v3/operatorResults";
import { ruleExecutions } from "../routes/v3/ruleExecutions";
import type { Store } from "../store/store";
import type { Address } from "./addresses";
import { RateLimit } from "./rateLimit";

/** The API of each address. */
export type Apis = (address: Address) => Hono<ApiEnv>;

/**
 * Creates the API of each address, with the first request to it. An API turns a request into Twilio's answer; connections, faults and the
 * admin path are handled elsewhere.
 */
export function createApis(store: Store, options: ApiOptions, machine: Machine): Apis {
  const rate = new RateLimit(options.rate, machine);
  const intelligence = () => [
    services(store),
    operatorTypes(store),
    operators(store, options),
    attachments(store, options),
    transcripts(store, options),
    transcriptParts(store),
    languageOperators(store, options),
    configurations(store, options),
    conversations(store),
    operatorResults(store),
    ruleExecutions(store, options),
  ];
  const conversationsHost = () => [
    conversationsConfigurations(store, options),
    hostConversations(store, options),
    participants(store),
  ];
  const memory = () => [memoryStores(store, options)];
  // The two other hosts have no v3 paths, so all their errors use the classic envelope.
  const create: Record<Address, () => Hono<ApiEnv>> = {
    all: () => apiOf(store, rate, [...intelligence(), ...conversationsHost(), ...memory()], (path) => path),
    intelligence: () => apiOf(store, rate, intelligence(), (path) => path),
    conversations: () => apiOf(store, rate, conversationsHost(), () => ""),
    memory: () => apiOf(store, rate, memory(), () => ""),
  };
  const created = new Map<Address, Hono<ApiEnv>>();
  return (address) => {
    const api = created.get(address) ?? create[address]();
    created.set(address, api);
    return api;
  };
}

function apiOf(
  store: Store,
  rate: RateLimit,
  routes: Hono<ApiEnv>[],
  envelopePath: (path: string) => string,
): Hono<ApiEnv> {
  const refusal = (path: string, error: ApiError) => errorResponse(envelopePath(path), error);
  const app = new Hono<ApiEnv>();
  app.use(async (c, next) => {
    c.set("access", authenticate(store, c.req.header("authorization")));
    const headers = rate.take(c.req.path);
    await next();
    if (c.res.ok) for (const [name, value] of Object.entries(headers)) c.header(name, value);
  });
  for (const route of routes) app.route("/", route);
  app.notFound((c) => refusal(c.req.path, notFound(`${c.req.method} ${c.req.path}`)));
  app.onError((error, c) => {
    if (error instanceof ApiError) return refusal(c.req.path, error);
    // Nobody waits for a request that is processed late, after the emulator has been closed.
    if (store.isOpen) console.error("The emulator failed to answer", c.req.method, c.req.path, error);
    return refusal(c.req.path, new ApiError(500, 20500, "The emulator has a bug: see its standard error"));
  });
  return app;
}
