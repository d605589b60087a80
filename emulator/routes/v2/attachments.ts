import { Hono } from "hono";
import type { OperatorAttachment, OperatorAttachments } from "../../../api/wire/v2/operator";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { invalid, notFound } from "../../http/envelope";
import type { Store } from "../../store/store";
import { operatorKind, visibleOperator } from "./operators";
import { attachedSids, type StoredService, serviceKind } from "./services";

/** Routes of `/v2/Services/{sid}/Operators`: the operators that are attached to a Service. */
export function attachments(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const services = store.collection(serviceKind);
  const operators = store.collection(operatorKind);
  const find = (sid: string): StoredService => {
    const found = services.get(sid);
    if (found === undefined) throw notFound(`The Service ${sid}`);
    return found;
  };
  const isThere = (sid: string): boolean => {
    const found = operators.get(sid);
    return found !== undefined && visibleOperator(found, store.now()) !== undefined;
  };
  const save = (changed: StoredService): void =>
    services.update(options.attachments === "bump" ? serviceKind.touch(changed, store.now()) : changed);
  const address = (url: string, serviceSid: string): string =>
    `${new URL(url).origin}/v2/Services/${serviceSid}/Operators`;

  const path = "/v2/Services/:service/Operators";
  return new Hono<ApiEnv>()
    .get(path, allow("operator-attachments", "list"), (c) => {
      const found = find(c.req.param("service"));
      const answer: OperatorAttachments = {
        service_sid: found.sid,
        operator_sids: attachedSids(found, store.now()),
        url: address(c.req.url, found.sid),
      };
      return c.json(answer);
    })
    .post(`${path}/:operator`, allow("operator-attachments", "create"), (c) => {
      const found = find(c.req.param("service"));
      const sid = c.req.param("operator");
      if (!isThere(sid)) throw notFound(`The operator ${sid}`);
      if (found.attached.some(({ operator_sid }) => operator_sid === sid)) {
        throw invalid(`The operator ${sid} is already attached to the Service ${found.sid}`);
      }
      const from = store.now().getTime() + options.lagMs;
      save({ ...found, attached: [...found.attached, { operator_sid: sid, from }] });
      const answer: OperatorAttachment = {
        service_sid: found.sid,
        operator_sid: sid,
        url: `${address(c.req.url, found.sid)}/${sid}`,
      };
      return c.json(answer, 202);
    })
    .delete(`${path}/:operator`, allow("operator-attachments", "delete"), (c) => {
      const found = find(c.req.param("service"));
      const sid = c.req.param("operator");
      const rest = found.attached.filter(({ operator_sid }) => operator_sid !== sid);
      if (rest.length === found.attached.length) {
        throw notFound(`An attachment of the operator ${sid} to the Service ${found.sid}`);
      }
      save({ ...found, attached: rest });
      return c.body(null, 204);
    });
}
