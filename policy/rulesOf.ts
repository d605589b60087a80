import { list, type Members, members, Unknown } from "./plainProperties";

/** A rule of a Configuration with its name or position, for messages. */
export interface LocatedRule {
  path: string;
  rule: Members;
}

/** Returns the rules of an Intelligence Configuration, with unknown values in place of unknown rules. */
export function rulesOf(props: Members): (LocatedRule | Unknown)[] {
  return list(props.rules).map((rule, at) => {
    if (rule instanceof Unknown) return rule;
    const { name } = members(rule);
    return { path: typeof name === "string" ? `rule "${name}"` : `rules[${at}]`, rule: members(rule) };
  });
}
