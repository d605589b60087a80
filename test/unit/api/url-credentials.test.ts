import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { quote } from "../../../api/messageText";
import { urlCredentials, withoutUserInfo } from "../../../api/urlCredentials";
import { show } from "../../../provider/values/show";

test("the user name and password of a URL are shown in no spelling that a parser accepts", () => {
  for (const [url, expected] of [
    ["https://user:pw@host/a", "https://***@host/a"],
    ["https://user:hun@ter2@host/a", "https://***@host/a"],
    ["https:user:pw@host", "https:***@host"],
    ["https:\\\\user:pw@host\\a", "https:\\\\***@host\\a"],
    ["HTTPS://token@host", "HTTPS://***@host"],
    ["https://user:p w@host", "https://***@host"],
    ['https://user:p"w@host', "https://***@host"],
    ["https://user:p/w@host", "https://***@host"],
    ["https://host/path@1", "https://host/path@1"],
    ["https://host?mail=a@b", "https://host?mail=a@b"],
  ] as const) {
    assert.equal(withoutUserInfo(url, "***"), expected);
  }
  assert.equal(quote("not https://u:p@host, nor http:u@h."), "not https://***@host, nor http:***@h.");
  assert.equal(show("https:user:pw@host"), '"https:[secret]@host"');
});

test("whatever a parser takes for a password is not shown", () => {
  const text = fc.string({ minLength: 6, maxLength: 20 });
  fc.assert(
    fc.property(
      text,
      text,
      fc.constantFrom("https://", "https:", "http:\\\\", "https:/", " https://"),
      (user, secret, start) => {
        const url = `${start}${user}:${secret}@example.com/path`;
        fc.pre(
          URL.canParse(url) &&
            new URL(url).password !== "" &&
            /\w{4}/.test(secret) &&
            !url.slice(0, -9).match(/example/g)?.[1],
        );
        const { password } = new URL(url);
        for (const part of decodeURIComponent(password.replaceAll("%", "%25")).match(/\w{5,}/g) ?? [])
          assert.ok(!withoutUserInfo(url, "***").includes(part), url);
      },
    ),
  );
});

test("values in a query count as credentials", () => {
  assert.deepEqual(urlCredentials("https://host/a?key=1&code=2&key=3"), { userInfo: false, query: ["key", "code"] });
  assert.equal(urlCredentials("words, no URL"), undefined);
});
