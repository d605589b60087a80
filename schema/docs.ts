import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "..");

/** A TypeScript type with the docstrings of its members, as an editor sees it. */
export class Documented {
  constructor(
    readonly type: ts.Type,
    readonly checker: ts.TypeChecker,
    readonly text = "",
  ) {}

  /** One member: of an object, of an item of a list, or of the variant of a union that `variant` accepts. */
  member(name: string, variant: (one: Documented) => boolean = () => true): Documented | undefined {
    const owner = this.variants().find((one) => one.type.getProperty(name) !== undefined && variant(one));
    const symbol = owner?.type.getProperty(name);
    if (symbol === undefined) return undefined;
    return new Documented(this.checker.getTypeOfSymbol(symbol), this.checker, docstringOf(symbol, this.checker));
  }

  /** The members of a union, without `undefined`; a list stands for its items. */
  variants(): Documented[] {
    const bare = this.checker.getNonNullableType(this.type);
    if (this.checker.isArrayType(bare)) {
      const item = this.checker.getIndexTypeOfType(bare, ts.IndexKind.Number);
      return item === undefined ? [] : new Documented(item, this.checker).variants();
    }
    return (bare.isUnion() ? bare.types : [bare]).map((type) => new Documented(type, this.checker, this.text));
  }

  /** The values of an object that is keyed by name. */
  values(): Documented {
    const bare = this.checker.getNonNullableType(this.type);
    const [named] = bare.getProperties();
    const type =
      this.checker.getIndexTypeOfType(bare, ts.IndexKind.String) ?? (named && this.checker.getTypeOfSymbol(named));
    return type === undefined ? this : new Documented(type, this.checker, this.text);
  }

  /** Whether a member has this literal value: `type` is `"WEBHOOK"`. */
  hasLiteral(name: string, value: unknown): boolean {
    const found = this.member(name)?.type;
    if (found === undefined) return false;
    const type = this.checker.getNonNullableType(found);
    return type.isStringLiteral() && type.value === value;
  }
}

export const docstringOf = (symbol: ts.Symbol, checker: ts.TypeChecker): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();

/** The types that a module of this repository exports, by name. */
export function exportedTypes(file: string): Map<string, Documented> {
  const checker = programOf().getTypeChecker();
  const source = programOf().getSourceFile(join(ROOT, file));
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];
  const types = exported.flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!(target.flags & ts.SymbolFlags.Type)) return [];
    const type = new Documented(checker.getDeclaredTypeOfSymbol(target), checker, docstringOf(target, checker));
    return [[symbol.name, type] as const];
  });
  return new Map(types);
}

let program: ts.Program | undefined;

/** One program for all modules that are read: it takes seconds to make. */
function programOf(): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  program ??= ts.createProgram(
    [join(ROOT, "schema", "types.ts"), join(ROOT, "provider", "reads", "index.ts")],
    options,
  );
  return program;
}
