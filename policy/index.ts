import type { Policies } from "@pulumi/policy";
import { accountLimits } from "./accountLimits";
import { httpsWebhooks } from "./httpsWebhooks";
import { namePattern } from "./namePattern";
import { protectProduction } from "./protectProduction";
import { mediaRedactionRequired, redactionRequired } from "./redactionRequired";
import { versionPinsRequired } from "./versionPinsRequired";

type SettingsOf<Make> = Make extends (settings?: infer Settings) => unknown ? NonNullable<Settings> : never;

/**
 * How each policy is set up, by its name: a level (`advisory`, `mandatory`, `disabled`), or its parameters with or without one. What the
 * policy pack is configured with at run time, by `--policy-pack-config` or Pulumi Cloud, goes before it.
 */
export interface TwilioIntelligencePolicyConfig {
  /** Webhooks are https, and on one of `hosts` where some are given. */
  "twilio-https-webhooks"?: SettingsOf<typeof httpsWebhooks>;
  /** Services declare `autoRedaction: true`, `except` those named. */
  "twilio-redaction-required"?: SettingsOf<typeof redactionRequired>;
  /** Services declare `mediaRedaction: true`, `except` those named. */
  "twilio-media-redaction-required"?: SettingsOf<typeof mediaRedactionRequired>;
  /** Rules pin their operators' versions, `except` for those operators. */
  "twilio-version-pins-required"?: SettingsOf<typeof versionPinsRequired>;
  /** `uniqueName`, `friendlyName`, `displayName` and `ruleName` match a regular expression. */
  "twilio-name-pattern"?: SettingsOf<typeof namePattern>;
  /** A stack has at most `maxAutoTranscribe`, `maxServices`, `maxConfigurations`, `maxAttached`. */
  "twilio-account-limits"?: SettingsOf<typeof accountLimits>;
  /** In `stacks` that match, objects of `kinds` are declared with `protect: true`. */
  "twilio-protect-production"?: SettingsOf<typeof protectProduction>;
}

/**
 * The policies for a `PolicyPack`, to stand there alone or beside others. All are mandatory unless `config` says otherwise. Throws
 * where `config` names no policy of these, or a parameter that a policy does not have.
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
  if (unknownName !== undefined) throw new Error(`There is no policy ${unknownName}. There are: ${names.join(", ")}.`);
  return policies;
}

/** The policies as they are set up by default. */
export const policies: Policies = twilioIntelligencePolicies();
