import "../api/requireNode";
import type { Policies } from "@pulumi/policy";
import { accountLimits } from "./accountLimits";
import { httpsWebhooks } from "./httpsWebhooks";
import { namePattern } from "./namePattern";
import { protectProduction } from "./protectProduction";
import { mediaRedactionRequired, redactionRequired } from "./redactionRequired";
import { versionPinsRequired } from "./versionPinsRequired";

type SettingsOf<Make> = Make extends (settings?: infer Settings) => unknown ? NonNullable<Settings> : never;

/**
 * Configuration of each policy by name: a level (`advisory`, `mandatory`, `disabled`), or parameters with an optional level. The
 * configuration of a run, from `--policy-pack-config` or Pulumi Cloud, takes precedence.
 */
export interface TwilioIntelligencePolicyConfig {
  /** Webhooks use HTTPS, and one of `hosts` if set. */
  "twilio-https-webhooks"?: SettingsOf<typeof httpsWebhooks>;
  /** Services declare `autoRedaction: true`, except the Services in `except`. */
  "twilio-redaction-required"?: SettingsOf<typeof redactionRequired>;
  /** Services declare `mediaRedaction: true`, except the Services in `except`. */
  "twilio-media-redaction-required"?: SettingsOf<typeof mediaRedactionRequired>;
  /** Rules pin the versions of their operators, except the operators in `except`. */
  "twilio-version-pins-required"?: SettingsOf<typeof versionPinsRequired>;
  /** `uniqueName`, `friendlyName`, `displayName` and `ruleName` match a regular expression. */
  "twilio-name-pattern"?: SettingsOf<typeof namePattern>;
  /** A stack has at most `maxAutoTranscribe`, `maxServices`, `maxConfigurations`, `maxAttached`. */
  "twilio-account-limits"?: SettingsOf<typeof accountLimits>;
  /** In `stacks` that match, objects of `kinds` are declared with `protect: true`. */
  "twilio-protect-production"?: SettingsOf<typeof protectProduction>;
}

/**
 * Returns the policies for a `PolicyPack`, alone or together with others. They are mandatory by default. Throws if `config` contains an
 * unknown policy or parameter.
 */
export function twilioIntelligencePolicies(config: TwilioIntelligencePolicyConfig = {}): Policies {
  const policies = [
    httpsWebhooks(config["twilio-https-webhooks"]),
    redactionRequired(config["twilio-redaction-required"]),
    mediaRedactionRequired(config["twilio-media-redaction-required"]),
    versionPinsRequired(config["twilio-version-pins-required"]),
    namePattern(config["twilio-name-pattern"]),
    accountLimits(config["twilio-account-limits"]),
    protectProduction(config["twilio-protect-production"]),
  ];
  const names = policies.map(({ name }) => name);
  const unknownName = Object.keys(config).find((name) => !names.includes(name));
  if (unknownName !== undefined)
    throw new Error(`There is no policy ${unknownName}. The policies are: ${names.join(", ")}.`);
  return policies;
}

/** The policies with their default configuration. */
export const policies: Policies = twilioIntelligencePolicies();
