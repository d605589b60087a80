import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type Machine, thisMachine } from "../machine";
import { Collection, type Kind, type RawAccess, Statements } from "./collection";
import { NewIds } from "./newIds";
import type { OperationFailure } from "./operationFailure";

const LAYOUT = 3;

const account = z.object({ accountSid: z.string(), apiKey: z.string(), apiSecret: z.string(), authToken: z.string() });
/** An account of the emulator. It is created at the first start and stored in the database. */
export type Account = z.infer<typeof account>;

const restrictedKey = z.object({ secret: z.string(), permissions: z.array(z.string()), readOnly: z.boolean() });
/** An API key that has only `permissions`, or that can only list and read. */
export type RestrictedKey = z.infer<typeof restrictedKey>;

const bodyRow = z.object({ body: z.string() });
const kindRow = z.object({ kind: z.string() });

/** The data of one account. Synchronous, so that no other request runs between a check and the write that depends on it. */
export class Store {
  readonly account: Account;
  readonly ids: NewIds;
  readonly #machine: Machine;
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  readonly #rawAccess = new Map<string, RawAccess>();
  readonly #plannedFailures: OperationFailure[] = [];
  #ahead = 0;

  /** Opens `file`, or a database in memory. Throws an Error with the file name if it cannot be opened. */
  constructor(file: string | undefined, machine: Machine = thisMachine) {
    this.#machine = machine;
    this.ids = new NewIds(machine);
    if (file !== undefined && !existsSync(dirname(file))) {
      throw new Error(`cannot open the database ${file}: the folder ${dirname(file)} does not exist`);
    }
    try {
      this.#db = new DatabaseSync(file ?? ":memory:");
      prepareLayout(this.#db);
      this.#statements = new Statements(this.#db);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`cannot open the database ${file ?? "in memory"}: ${reason}`, { cause: error });
    }
    this.account = this.#readAccount() ?? this.#createAccount();
  }

  /** Returns the time of the emulator's clock, which decides when writes appear and transcripts progress. */
  now(): Date {
    return new Date(this.#machine.now() + this.#ahead);
  }

  /** Advances the clock, until this process ends. */
  advance(ms: number): void {
    this.#ahead += ms;
  }

  /** Plans `failure` for the next operation that has no planned failure yet. The plan is lost when this process ends. */
  planOperationFailure(failure: OperationFailure): void {
    this.#plannedFailures.push(failure);
  }

  takePlannedOperationFailure(): OperationFailure | undefined {
    return this.#plannedFailures.shift();
  }

  /** Runs `work` in a transaction, which is rolled back if it throws. */
  atomically(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#db.exec("COMMIT");
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Returns the objects of one kind, and makes them available to `rawAccessTo`. */
  collection<T>(kind: Kind<T>): Collection<T> {
    const collection = new Collection(this.#statements, kind, () => this.now());
    this.#rawAccess.set(kind.kind, collection);
    return collection;
  }

  /** Returns raw access to the collection of the object `id`. */
  rawAccessTo(id: string): RawAccess | undefined {
    const row = this.#db.prepare("SELECT kind FROM objects WHERE id = ?").get(id);
    return row === undefined ? undefined : this.#rawAccess.get(kindRow.parse(row).kind);
  }

  addKey(key: Omit<RestrictedKey, "secret">): { sid: string; secret: string } {
    const sid = this.ids.sid("SK");
    const secret = this.ids.secret();
    this.#db.prepare("INSERT INTO keys (sid, body) VALUES (?, ?)").run(sid, JSON.stringify({ ...key, secret }));
    return { sid, secret };
  }

  key(sid: string): RestrictedKey | undefined {
    const row = this.#db.prepare("SELECT body FROM keys WHERE sid = ?").get(sid);
    return row === undefined ? undefined : restrictedKey.parse(JSON.parse(bodyRow.parse(row).body));
  }

  deleteKey(sid: string): void {
    this.#db.prepare("DELETE FROM keys WHERE sid = ?").run(sid);
  }

  /** Deletes all objects, restricted keys and planned failures. The account stays. */
  reset(): void {
    this.#plannedFailures.length = 0;
    this.#db.exec("BEGIN; DELETE FROM objects; DELETE FROM keys; COMMIT");
  }

  get isOpen(): boolean {
    return this.#db.isOpen;
  }

  close(): void {
    if (this.isOpen) this.#db.close();
  }

  #readAccount(): Account | undefined {
    const row = this.#db.prepare("SELECT body FROM account").get();
    return row === undefined ? undefined : account.parse(JSON.parse(bodyRow.parse(row).body));
  }

  #createAccount(): Account {
    const created = {
      accountSid: this.ids.sid("AC"),
      apiKey: this.ids.sid("SK"),
      apiSecret: this.ids.secret(),
      authToken: this.ids.secret(),
    };
    this.#db.prepare("INSERT INTO account (one, body) VALUES (1, ?)").run(JSON.stringify(created));
    return created;
  }
}

function prepareLayout(db: DatabaseSync): void {
  // In WAL mode, NORMAL passes every commit to the operating system. A commit survives the end of this process, as promised, but not
  // a loss of power.
  db.exec("PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  const { user_version: layout } = z.object({ user_version: z.int() }).parse(db.prepare("PRAGMA user_version").get());
  if (layout === LAYOUT) return;
  const { tables } = z
    .object({ tables: z.int() })
    .parse(db.prepare("SELECT count(*) AS tables FROM sqlite_master").get());
  if (layout !== 0 || tables !== 0) throw new Error("it was not created by this release of the emulator");
  db.exec(`
    BEGIN;
    CREATE TABLE account (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL);
    CREATE TABLE keys (sid TEXT PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE objects (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      id TEXT NOT NULL UNIQUE,
      name TEXT,
      body TEXT NOT NULL
    );
    CREATE UNIQUE INDEX object_names ON objects (kind, name) WHERE name IS NOT NULL;
    CREATE INDEX object_order ON objects (kind, seq);
    PRAGMA user_version = ${LAYOUT};
    COMMIT;
  `);
}
