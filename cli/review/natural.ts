const collator = new Intl.Collator("en", { numeric: true });

/** Order of names as people read them: `op2` comes before `op10`. Two different texts are never equal. */
export const natural = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
