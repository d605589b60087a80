import { z } from "zod";
import { type DeclaredResource, type Finding, resourcePolicy } from "./define";
import { Unknown } from "./plainProperties";

const except = z.array(z.string()).default([]).describe("uniqueNames of Services that it does not apply to.");

/** Checks that a Service declares a property as true. An undeclared property is unmanaged, and could be switched off by hand. */
function* requireTrue({ props }: DeclaredResource, property: string, exempt: string[], why: string): Iterable<Finding> {
  const { [property]: value, uniqueName } = props;
  if (uniqueName instanceof Unknown && exempt.length > 0) yield uniqueName;
  else if (typeof uniqueName === "string" && exempt.includes(uniqueName)) return;
  else if (value instanceof Unknown) yield value;
  else if (value !== true) {
    const how = value === undefined ? "does not declare" : "switches off";
    yield `${how} ${property}, so ${why}. Declare ${property}: true, or add the Service's uniqueName to "except".`;
  }
}

export const redactionRequired = resourcePolicy({
  name: "twilio-redaction-required",
  displayName: "Transcripts are redacted",
  description: "Every Service redacts personal data from its transcripts.",
  severity: "high",
  remediationSteps: "Declare autoRedaction: true on the Service.",
  parameters: z.strictObject({ except }),
  checks: {
    Service: (declared, { except }) =>
      requireTrue(declared, "autoRedaction", except, "personal data may stay readable in its transcripts and results"),
  },
});

export const mediaRedactionRequired = resourcePolicy({
  name: "twilio-media-redaction-required",
  displayName: "Recordings are redacted",
  description:
    "Every Service redacts personal data from the recordings that it transcribes, and from their transcripts.",
  severity: "high",
  remediationSteps: "Declare mediaRedaction: true on the Service, and autoRedaction: true, which it requires.",
  parameters: z.strictObject({
    except,
    autoTranscribeOnly: z
      .boolean()
      .default(false)
      .describe("Whether it applies only to Services that transcribe every recording of the account (autoTranscribe)."),
  }),
  checks: {
    *Service(declared, { except, autoTranscribeOnly }) {
      const { autoTranscribe } = declared.props;
      if (autoTranscribeOnly && autoTranscribe instanceof Unknown) yield autoTranscribe;
      else if (!autoTranscribeOnly || autoTranscribe === true) {
        yield* requireTrue(declared, "mediaRedaction", except, "personal data may stay audible in the recordings");
      }
    },
  },
});
