import { z } from "zod";
import { minutes } from "../../api/wire/conversations/configuration";
import { byMember, byText, type Treatment } from "../table/treatment";
import { isEmpty, isObject, list, memberOf, members, present, type Values } from "../values/json";
import { line } from "../values/textTypes";
import { isUnknown } from "../values/unknown";

/** Capture rules of one channel, as V and V4 of the vendor's notes count them. */
export const CAPTURE_RULES_MAX = 100;

/** Channels that a Conversations configuration can have settings for. */
export const channel = z.enum(["VOICE", "SMS", "RCS", "WHATSAPP", "CHAT"]);

const captureRule = z.strictObject({
  /** Address of the sender, such as `+15551234567`; `*` means any. */
  from: line(256),
  /** Address of the receiver; `*` means any. */
  to: line(256),
  /** Metadata that narrows the rule, by name, such as `callType` on `VOICE`. */
  metadata: z.record(line(128), line(512, 0)).optional(),
});

/** Settings of one channel. */
export const channelSetting = z.strictObject({
  /**
   * Time without communications until the status of a conversation changes. Without it, a conversation stays active for ever, and rules
   * that run at its end or when it falls silent never run.
   */
  statusTimeouts: z
    .strictObject({
      /** Minutes until a conversation becomes inactive. */
      inactive: minutes.optional(),
      /** Minutes until a conversation is closed. */
      closed: minutes.optional(),
    })
    .optional(),
  /**
   * Messages and calls that become part of conversations by themselves. A number needs two rules, one for each direction. Without
   * rules, only what a program or TwiML hands over is captured.
   */
  captureRules: z.array(captureRule).max(CAPTURE_RULES_MAX).optional(),
});

export const channelSettings = z.partialRecord(channel, channelSetting);

/**
 * Live settings as a program would write them: without what the server adds, and without channels that no program can declare. An update
 * does not name those, so that they stay.
 */
export const readChannels = (settings: unknown): unknown =>
  Object.fromEntries(
    channel.options.flatMap((name) => {
      const setting = memberOf(settings, name);
      return isObject(setting) ? [[name, readChannel(setting)]] : [];
    }),
  );

function readChannel({ statusTimeouts, captureRules }: Values): unknown {
  const { inactive, closed } = members(statusTimeouts);
  const timeouts = present({ inactive, closed });
  const rules = list(captureRules).map((rule) => {
    const { from, to, metadata } = members(rule);
    return present({ from, to, metadata: isEmpty(metadata) ? undefined : metadata });
  });
  return present({
    statusTimeouts: isEmpty(timeouts) ? undefined : timeouts,
    captureRules: isEmpty(rules) ? undefined : rules,
  });
}

/** A channel without what the server adds. The order of capture rules makes no difference. */
function normalChannel(setting: unknown): unknown {
  if (!isObject(setting)) return setting;
  const { captureRules, statusTimeouts } = setting;
  const rules = isUnknown(captureRules) ? captureRules : list(captureRules).map(normalRule).sort(byText);
  return present({
    statusTimeouts: isUnknown(statusTimeouts) || !isEmpty(statusTimeouts) ? statusTimeouts : undefined,
    captureRules: isEmpty(rules) ? undefined : rules,
  });
}

function normalRule(rule: unknown): unknown {
  if (!isObject(rule)) return rule;
  const { from, to, metadata } = rule;
  return present({ from, to, metadata: isEmpty(metadata) ? undefined : metadata });
}

export const channelsTreatment: Treatment = byMember(normalChannel);

/** Settings as a patch has them: a channel that it does not name stays as it is, and one that is null is removed. */
export const channelsPatch = <Settings extends object>(
  settings: Settings,
  prior: unknown,
): Settings | (Settings & { [name: string]: null }) => ({
  ...Object.fromEntries(Object.keys(members(prior)).map((name) => [name, null])),
  ...settings,
});
