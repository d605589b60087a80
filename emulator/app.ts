import { Hono } from "hono";
import { type ApiEnv, authenticate } from "./access";
import { ApiError, errorResponse, notFound } from "./envelope";
import { RateLimit } from "./rate";
import { attachments } from "./routes/attachments";
import { configurations } from "./routes/configurations";
import { conversations } from "./routes/conversations";
import { conversationsConfigurations } from "./routes/conversations-configurations";
import { languageOperators } from "./routes/language-operators";
import { operatorResults } from "./routes/operator-results";
import { operatorTypes } from "./routes/operator-types";
import { operators } from "./routes/operators";
import { ruleExecutions } from "./routes/rule-executions";
import { services } from "./routes/services";
import { transcriptParts } from "./routes/transcript-parts";
import { transcripts } from "./routes/transcripts";
import type { Seed } from "./seed";
import type { Store } from "./store";

/** How the API behaves where Twilio's documents leave it open. */
export interface ApiOptions {
  /** Requests per second for the account; no limit when absent. */
  rate?: number;
  /** Whether a put of a v3 Configuration honours `If-Match`. */
  ifMatch: "enforced" | "ignored";
  /** Whether a put keeps a v3 Configuration live. */
  put: "live" | "inactive";
  /** Whether attaching and detaching an operator makes a new version of the Service. */
  attachments: "bump" | "keep";
  /** How long what was answered with 202 takes to show, in ms. */
  lagMs: number;
  /** How long a transcript takes, in ms. */
  transcriptMs: number;
  /** What transcripts and results hold. */
  seed: Seed;
}

/** The API itself: a request in, Twilio's answer out. It knows nothing of connections, faults or the admin path. */
export function createApi(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const rate = new RateLimit(options.rate);
  const app = new Hono<ApiEnv>();
  app.use(async (c, next) => {
    c.set("access", authenticate(store, c.req.header("authorization")));
    const headers = rate.take(c.req.path, Date.now());
    await next();
    if (c.res.ok) for (const [name, value] of Object.entries(headers)) c.header(name, value);
  });
  app.route("/", services(store));
  app.route("/", operatorTypes(store));
  app.route("/", operators(store, options));
  app.route("/", attachments(store, options));
  app.route("/", transcripts(store, options));
  app.route("/", transcriptParts(store));
  app.route("/", conversationsConfigurations(store, options));
  app.route("/", languageOperators(store));
  app.route("/", configurations(store, options));
  app.route("/", conversations(store));
  app.route("/", operatorResults(store));
  app.route("/", ruleExecutions(store, options));
  app.notFound((c) => errorResponse(c.req.path, notFound(`${c.req.method} ${c.req.path}`)));
  app.onError((error, c) => {
    if (error instanceof ApiError) return errorResponse(c.req.path, error);
    console.error("The emulator failed to answer", c.req.method, c.req.path, error);
    return errorResponse(c.req.path, new ApiError(500, 20500, "The emulator has a bug: see its standard error"));
  });
  return app;
}
