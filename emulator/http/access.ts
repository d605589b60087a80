import type { MiddlewareHandler } from "hono";
import type { Store } from "../store/store";
import { ApiError } from "./envelope";

export type Action = "create" | "list" | "read" | "update" | "delete";

/** Whether the credentials of a request allow a permission such as `/twilio/intelligence/services/create`. */
export type Access = (permission: string, action: Action) => boolean;

export type ApiEnv = { Variables: { access: Access } };

/** Returns the permissions of the `Authorization` header. Throws 401 if it has no valid API key, auth token or restricted key of the account. */
export function authenticate(store: Store, authorization: string | undefined): Access {
  const { user, password } = decoded(authorization) ?? {};
  const { accountSid, apiKey, apiSecret, authToken } = store.account;
  if (user === apiKey && password === apiSecret) return () => true;
  if (user === accountSid && password === authToken) return () => true;
  const key = store.key(user ?? "");
  if (key === undefined || key.secret !== password) throw unauthenticated();
  return (permission, action) =>
    key.permissions.includes(permission) || (key.readOnly && (action === "list" || action === "read"));
}

/** Whether the user of the `Authorization` header is the account or one of its keys. Does not check the password. */
export function isUserOf(store: Store, authorization: string | undefined): boolean {
  const user = decoded(authorization)?.user ?? "";
  return user === store.account.apiKey || user === store.account.accountSid || store.key(user) !== undefined;
}

/** Middleware that answers 403 with the name of the permission if the request's restricted key does not have it. */
export const allow =
  (resource: string, action: Action, product = "intelligence"): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const permission = `/twilio/${product}/${resource}/${action}`;
    if (!c.get("access")(permission, action)) {
      throw new ApiError(403, 70051, `Authorization failed: this restricted key lacks the permission ${permission}`);
    }
    await next();
  };

function decoded(authorization: string | undefined): { user: string; password: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return { user: text.slice(0, Math.max(0, colon)), password: text.slice(colon + 1) };
}

const unauthenticated = (): ApiError =>
  new ApiError(401, 20003, "Authentication failed: the request has no valid credentials", {
    "www-authenticate": 'Basic realm="Twilio API"',
  });
