import assert from "node:assert/strict";
import { test } from "node:test";
import { type Author, type Circumstances, checkRegisters, type Event } from "../../faults/virtual/register";

const FIRST: Author = { writer: 0, command: 1 };
const SECOND: Author = { writer: 1, command: 2 };
const AGAIN: Author = { writer: 0, command: 3 };
const SOMEBODY: Author = { writer: undefined, command: 0 };

const seen = (by = FIRST, version = 1): Event => ({ what: "seen", by, object: "x", version });
const write = (by: Author, before: number, extra: object = {}): Event => ({
  ...{
    what: "write",
    by,
    object: "x",
    status: 200,
    ifMatch: String(before),
    before,
    after: before + 1,
  },
  ...extra,
});

const told = (extra: Partial<Circumstances> = {}): Circumstances => ({
  killed: new Set(),
  isGuarded: () => true,
  isReported: () => false,
  ...extra,
});

const lawful: [string, Event[], Partial<Circumstances>][] = [
  ["a write against the version that was seen", [seen(), write(FIRST, 1)], {}],
  ["two writers in turn", [seen(), write(FIRST, 1), seen(SECOND, 2), write(SECOND, 2)], {}],
  ["a refusal of an old version", [write(SOMEBODY, 1), write(FIRST, 2, { ifMatch: "1", status: 412, after: 2 })], {}],
  ["a write that changes nothing", [seen(), write(FIRST, 1, { after: 1 })], {}],
  [
    "a write over what was not seen, if it is reported",
    [seen(), write(SOMEBODY, 1), write(FIRST, 2)],
    { isReported: () => true },
  ],
  ["a write of a command that was killed", [write(FIRST, 1)], { killed: new Set([1]) }],
  ["an object that goes", [seen(), write(FIRST, 1, { after: undefined })], {}],
];
for (const [name, history, extra] of lawful) {
  test(`${name} is lawful`, () => assert.deepEqual(checkRegisters(history, told(extra)), []));
}

const unlawful: [string, Event[], Partial<Circumstances>, RegExp][] = [
  [
    "a guarded write against another version",
    [seen(), seen(FIRST, 1), write(SOMEBODY, 1), seen(FIRST, 2), write(FIRST, 2, { ifMatch: '"1"' })],
    {},
    /^x at 2 took a write against 1 \(writer 0, command 1\)$/,
  ],
  [
    "a refusal of the current version",
    [write(FIRST, 1, { status: 412, after: 1 })],
    {},
    /refused a write against 1, which was its version/,
  ],
  [
    "a refusal that took effect",
    [write(FIRST, 2, { ifMatch: "1", status: 412 })],
    { isReported: () => true },
    /took a write that it refused/,
  ],
  ["a version that moves by two", [seen(), write(FIRST, 1, { after: 3 })], {}, /went from 1 to 3 with one write/],
  [
    "a version that moves by itself",
    [write(SOMEBODY, 1), write(SOMEBODY, 3)],
    {},
    /went from version 2 to 3 without a write/,
  ],
  [
    "an answer from the future",
    [write(SOMEBODY, 1), seen(FIRST, 3)],
    {},
    /an answer had version 3, and the newest is 2/,
  ],
  [
    "a lost write that nobody was told of",
    [seen(), write(SOMEBODY, 1), write(FIRST, 2, { ifMatch: "1" })],
    { isGuarded: () => false },
    /^LOST x: version 2 was replaced by 3 unseen/,
  ],
  ["what another writer has seen", [seen(SECOND, 1), write(FIRST, 1, { ifMatch: undefined })], {}, /^LOST/],
  [
    "what a killed command has seen",
    [seen(FIRST, 1), write(AGAIN, 1, { ifMatch: undefined })],
    { killed: new Set([1]) },
    /^LOST/,
  ],
];
for (const [name, history, extra, expected] of unlawful) {
  test(`${name} is found`, () => {
    const [found, ...rest] = checkRegisters(history, told(extra));
    assert.match(found ?? "", expected);
    assert.deepEqual(rest, []);
  });
}
