/** Where a value stands: `["rules", 0, "name"]`. */
export type Path = readonly (string | number)[];

const PLAIN = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** `["rules", 0, "name"]` as `rules[0].name`. A key that is no plain word is quoted: `parameters["a.b"]`. */
export const pathText = (path: Path): string =>
  path
    .map((key, at) => {
      if (typeof key === "number") return `[${key}]`;
      if (!PLAIN.test(key)) return at === 0 ? key : `[${JSON.stringify(key)}]`;
      return at === 0 ? key : `.${key}`;
    })
    .join("");

/** `rules[0].name` as `["rules", 0, "name"]`: what `pathText` wrote. */
export const pathOf = (text: string): Path =>
  [...text.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|[^.[\]]+/g)].map(([key, index, quoted]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? key : String(JSON.parse(quoted));
  });

/** The paths within one member, seen from it. */
export const below = (paths: readonly Path[], key: string | number): Path[] =>
  paths.flatMap(([first, ...rest]) => (first === key ? [rest] : []));

/** The same for paths of the program, in which `*` stands for every member. */
export const belowAny = (paths: readonly Path[], key: string | number): Path[] =>
  paths.flatMap(([first, ...rest]) => (first === key || first === "*" ? [rest] : []));

/** Paths seen from a member, seen from its owner. */
export const above = (paths: readonly Path[], key: string | number): Path[] => paths.map((rest) => [key, ...rest]);

/** Whether a path is the whole value. */
export const isWhole = (path: Path): boolean => path.length === 0;

/** Whether a path, as text, is the other one, or a place in it, such as the order of its keys. */
export const isWithin = (path: string, outer: string): boolean =>
  path.startsWith(outer) && (path.length === outer.length || /[.[ ]/.test(path.charAt(outer.length)));

/** The property that a path, as text, begins with. */
export const propertyOf = (path: string): string => /^[^.[]*/.exec(path)?.[0] ?? "";
