import type { DatabaseSync, StatementSync } from "node:sqlite";
import { z } from "zod";

/** Describes a kind of object to the store. */
export interface Kind<T> {
  /** Name of the kind in the database. */
  kind: string;
  /** Schema of the stored object. Every read and write is parsed with it. */
  schema: z.ZodType<T>;
  id: (value: T) => string;
  /** Returns the name that is unique among the objects of this kind, if there is one. */
  uniqueName?: (value: T) => string | null;
  /** Returns the next version of the object, changed at `now`. */
  touch: (value: T, now: Date) => T;
}

/** Access that bypasses the rules of the API, for changes that a user makes in Twilio's Console. */
export interface RawAccess {
  /** Returns the stored fields, including those that the API does not show. */
  raw(id: string): unknown;
  /** Merges `fields` into the stored object. `bump` creates a new version. Throws if the result does not match the schema of the kind. */
  patch(id: string, fields: Record<string, unknown>, bump: boolean): unknown;
}

/** Start of a page: after `seq`, before `seq`, or `skip` objects from the start. */
export type Cursor = { after: number } | { before: number } | { skip: number };

/** Order of creation: oldest first, or newest first. */
export type Order = "ASC" | "DESC";

/** A page of a list. `next` is absent on the last page, `previous` on the first. */
export interface Page<T> {
  items: T[];
  next?: Cursor;
  previous?: Cursor;
}

const row = z.object({ seq: z.int(), body: z.string() });

/** Statements that all collections of a database share. */
type Shared = Record<"get" | "named" | "insert" | "update" | "delete", StatementSync>;

const SELECT = "SELECT seq, body FROM objects WHERE kind = ?";

/** Prepared statements of a database. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly shared: Shared;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.shared = {
      get: db.prepare(`${SELECT} AND id = ?`),
      named: db.prepare(`${SELECT} AND name = ?`),
      insert: db.prepare("INSERT INTO objects (kind, id, name, body) VALUES (?, ?, ?, ?)"),
      update: db.prepare("UPDATE objects SET name = ?, body = ? WHERE kind = ? AND id = ?"),
      delete: db.prepare("DELETE FROM objects WHERE kind = ? AND id = ?"),
    };
  }

  /** Returns a statement for the iterations of one collection, because one of another collection can begin before it ends. */
  walk(order: Order): StatementSync {
    const rest = order === "ASC" ? "AND seq > ? ORDER BY seq" : "AND seq < ? ORDER BY seq DESC";
    return this.#db.prepare(`${SELECT} ${rest}`);
  }
}

/** The objects of one kind. */
export class Collection<T> implements RawAccess {
  readonly #of: Kind<T>;
  readonly #now: () => Date;
  readonly #statements: Statements;
  readonly #sql: Shared;
  readonly #walks: Partial<Record<Order, StatementSync>> = {};

  constructor(statements: Statements, of: Kind<T>, now: () => Date) {
    this.#statements = statements;
    this.#sql = statements.shared;
    this.#of = of;
    this.#now = now;
  }

  get(id: string): T | undefined {
    return this.#one(this.#sql.get.get(this.#of.kind, id));
  }

  named(name: string): T | undefined {
    return this.#one(this.#sql.named.get(this.#of.kind, name));
  }

  insert(value: T): void {
    this.#sql.insert.run(this.#of.kind, this.#of.id(value), this.#name(value), this.#text(value));
  }

  /** Inserts an object. Does nothing if it already exists. */
  insertMissing(value: T): void {
    if (this.get(this.#of.id(value)) === undefined) this.insert(value);
  }

  /** Replaces the object that has the id of `value`. */
  update(value: T): void {
    this.#sql.update.run(this.#name(value), this.#text(value), this.#of.kind, this.#of.id(value));
  }

  /** Deletes an object. Returns false if it does not exist. */
  delete(id: string): boolean {
    return this.#sql.delete.run(this.#of.kind, id).changes === 1;
  }

  /** Returns a page of the objects that match `where`, or of all objects. */
  page(cursor: Cursor, size: number, where?: (value: T) => boolean, order: Order = "ASC"): Page<T> {
    const taken = this.#take(cursor, size, where, order);
    const first = taken[0];
    const last = taken.at(-1);
    if (first === undefined || last === undefined) return { items: [] };
    return {
      items: taken.map(({ value }) => value),
      ...(this.#take({ after: last.seq }, 1, where, order).length > 0 && { next: { after: last.seq } }),
      ...(this.#take({ before: first.seq }, 1, where, order).length > 0 && { previous: { before: first.seq } }),
    };
  }

  filter(where: (value: T) => boolean): T[] {
    return this.#take({ skip: 0 }, Number.POSITIVE_INFINITY, where, "ASC").map(({ value }) => value);
  }

  raw(id: string): unknown {
    return this.get(id);
  }

  patch(id: string, fields: Record<string, unknown>, bump: boolean): unknown {
    const patched = this.#of.schema.parse({ ...this.get(id), ...fields });
    if (this.#of.id(patched) !== id) throw new Error("an object cannot change its id");
    const value = bump ? this.#of.touch(patched, this.#now()) : patched;
    this.update(value);
    return value;
  }

  #take(
    cursor: Cursor,
    size: number,
    where: (value: T) => boolean = () => true,
    order: Order,
  ): { seq: number; value: T }[] {
    const isBackwards = "before" in cursor;
    const isAscending = (order === "ASC") !== isBackwards;
    const edge = isAscending ? 0 : Number.MAX_SAFE_INTEGER;
    const from = isBackwards ? cursor.before : "after" in cursor ? cursor.after : edge;
    const walk = isAscending ? "ASC" : "DESC";
    this.#walks[walk] ??= this.#statements.walk(walk);
    const rows = this.#walks[walk].iterate(this.#of.kind, from);
    let toSkip = "skip" in cursor ? cursor.skip : 0;
    const taken: { seq: number; value: T }[] = [];
    for (const found of rows) {
      const { seq, body } = row.parse(found);
      const value = this.#of.schema.parse(JSON.parse(body));
      if (!where(value)) continue;
      if (toSkip-- > 0) continue;
      taken.push({ seq, value });
      if (taken.length === size) break;
    }
    return isBackwards ? taken.reverse() : taken;
  }

  #one(found: unknown): T | undefined {
    return found === undefined ? undefined : this.#of.schema.parse(JSON.parse(row.parse(found).body));
  }

  #text(value: T): string {
    return JSON.stringify(this.#of.schema.parse(value));
  }

  #name(value: T): string | null {
    return this.#of.uniqueName?.(value) ?? null;
  }
}
