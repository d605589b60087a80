/** A deviation from what is expected. Codes never change. */
export interface Problem {
  code:
    | "configuration_missing"
    | "no_conversation"
    | "refused"
    | "no_result"
    | "operator_retired"
    | "operator_deleted"
    | "operator_inactive"
    | "wrong_configuration"
    | "wrong_version"
    | "wrong_rule"
    | "wrong_operator"
    | "wrong_operator_version"
    | "schema_mismatch"
    | "label_mismatch"
    | "text_mismatch"
    | "json_mismatch";
  message: string;
}

/** A warning, which does not fail the check. Codes never change. */
export interface Warning {
  code: "no_rules" | "version_moved" | "not_attached" | "operator_version_inactive" | "schema_unusable";
  message: string;
}

/** One check: of a result, or of one expectation. */
export interface Case {
  kind: "result" | "expectation";
  /** Title of the check. */
  name: string;
  ok: boolean;
  conversation: string;
  rule: { id: string; name: string | null };
  /** `version`: the version that ran; null if none did. */
  operator: { id: string; name: string | null; version: number | null };
  /** Id of the operator result; null if none arrived. */
  result: string | null;
  problems: Problem[];
}

/** Possible cause and next steps if no result arrived, or results only from an earlier version. */
export interface Silence {
  code: "inactive_version" | "conversation_older" | "old_version_runs" | "late_or_failed" | "unattached";
  message: string;
  /** Next steps. */
  next: string[];
}

export interface ConfigurationReport {
  id: string;
  /** Name in the program; null without a stack. */
  name: string | null;
  displayName: string | null;
  /** Name in the account; null if the account does not have it. */
  version: number | null;
  ok: boolean;
  problems: Problem[];
  warnings: Warning[];
  silence: Silence | null;
  cases: Case[];
}

export interface Report {
  /** `project/stack`; null without a stack. */
  stack: string | null;
  ok: boolean;
  counts: { ok: number; failed: number };
  configurations: ConfigurationReport[];
}

/** Returns the report of all Configurations. */
export function reportOf(stack: string | null, configurations: ConfigurationReport[]): Report {
  const cases = configurations.flatMap(({ cases }) => cases);
  const failed = cases.filter(({ ok }) => !ok).length;
  return {
    stack,
    ok: configurations.every(({ ok }) => ok),
    counts: { ok: cases.length - failed, failed },
    configurations,
  };
}
