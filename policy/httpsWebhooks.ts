import { z } from "zod";
import { type Finding, resourcePolicy } from "./define";
import { list, type Members, members, Unknown } from "./plainProperties";
import { rulesOf } from "./rulesOf";

const host = z
  .string()
  .regex(/^(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, "must be a host such as hooks.example.com or *.example.com");

const parameters = z.strictObject({
  hosts: z
    .array(host)
    .default([])
    .describe("Allowed hosts. *.example.com allows every host below example.com. Empty: any host."),
});

export const httpsWebhooks = resourcePolicy({
  name: "twilio-https-webhooks",
  displayName: "Webhooks use HTTPS and known hosts",
  description: "Transcripts and operator results are sent over HTTPS only, to known hosts.",
  severity: "high",
  remediationSteps: "Use an HTTPS URL for the webhook, on an allowed host if hosts are configured.",
  parameters,
  checks: {
    Service: ({ props }, { hosts }) => webhook("webhookUrl", props.webhookUrl, hosts),
    IntelligenceConfiguration: ({ props }, { hosts }) => actions(props, hosts),
    ConversationsConfiguration: ({ props }, { hosts }) => callbacks(props, hosts),
  },
});

function* actions(props: Members, hosts: string[]): Iterable<Finding> {
  for (const one of rulesOf(props)) {
    if (one instanceof Unknown) yield one;
    else {
      for (const [at, action] of list(one.rule.actions).entries()) {
        const url = action instanceof Unknown ? action : members(action).url;
        yield* webhook(`${one.path}, actions[${at}].url`, url, hosts);
      }
    }
  }
}

function* callbacks({ statusCallbacks }: Members, hosts: string[]): Iterable<Finding> {
  for (const [at, callback] of list(statusCallbacks).entries()) {
    const url = callback instanceof Unknown ? callback : members(callback).url;
    yield* webhook(`statusCallbacks[${at}].url`, url, hosts);
  }
}

/** Checks a webhook URL. Messages contain only its host, because the rest may be secret. */
function* webhook(path: string, url: unknown, hosts: string[]): Iterable<Finding> {
  if (url instanceof Unknown) yield url;
  if (typeof url !== "string" || !URL.canParse(url)) return;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:") {
    yield `${path} calls ${hostname} without HTTPS, so anyone on the network path can read what customers say. Use an HTTPS URL.`;
  }
  if (hosts.length > 0 && !hosts.some((allowed) => fits(hostname, allowed.toLowerCase()))) {
    yield `${path} calls ${hostname}, which is not an allowed host (${hosts.join(", ")}). Correct the URL, or add the host to "hosts".`;
  }
}

const fits = (hostname: string, allowed: string): boolean =>
  allowed.startsWith("*.") ? hostname.endsWith(allowed.slice(1)) : hostname === allowed;
