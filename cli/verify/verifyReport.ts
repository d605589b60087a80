/** Why something is not as expected. The codes are stable. */
export interface Problem {
  code:
    | "configuration_missing"
    | "no_conversation"
    | "refused"
    | "no_result"
    | "operator_retired"
    | "operator_deleted"
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

/** What is worth a word, and no reason to fail. The codes are stable. */
export interface Warning {
  code: "no_rules" | "version_moved" | "not_attached" | "schema_unusable";
  message: string;
}

/** One thing that was checked: that a result came as it should, or one expectation of it. */
export interface Case {
  kind: "result" | "expectation";
  /** What it is about, for people. */
  name: string;
  ok: boolean;
  conversation: string;
  rule: { id: string; name: string | null };
  /** `version`: the one that ran; null where none did. */
  operator: { id: string; name: string | null; version: number | null };
  /** The id of the operator result; null where none came. */
  result: string | null;
  problems: Problem[];
}

/** What the silence of a Configuration, or results of a version before it, may mean, and the way out. */
export interface Silence {
  code: "inactive_version" | "old_version_runs" | "late_or_failed";
  message: string;
  /** What to do, one step each. */
  next: string[];
}

export interface ConfigurationReport {
  id: string;
  /** In the program; null without a stack. */
  name: string | null;
  displayName: string | null;
  /** In the account; null where it is not there. */
  version: number | null;
  ok: boolean;
  problems: Problem[];
  warnings: Warning[];
  silence: Silence | null;
  cases: Case[];
}

export interface Report {
  /** `project/stack`; null without one. */
  stack: string | null;
  ok: boolean;
  counts: { ok: number; failed: number };
  configurations: ConfigurationReport[];
}

/** The whole, once its parts are there. */
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
