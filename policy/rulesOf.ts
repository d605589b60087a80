import { list, type Members, members, Unknown } from "./plainProperties";

/** A rule of a Configuration with where it stands, as a person would look for it. */
export interface LocatedRule {
  path: string;
  rule: Members;
}

/** The rules of an Intelligence Configuration; what is not known yet in their place. */
export function rulesOf(props: Members): (LocatedRule | Unknown)[] {
  return list(props.rules).map((rule, at) => {
    if (rule instanceof Unknown) return rule;
    const { name } = members(rule);
    return { path: typeof name === "string" ? `rule "${name}"` : `rules[${at}]`, rule: members(rule) };
  });
}
