import { redactedName, redactedText } from "../../shared/redacted";
import { plainText } from "../phrase";
import { outcomeOf } from "../preview/items";
import { headline, type Review } from "../review";
import { RISKS } from "../risks";
import { marker } from "./markdown";

/** Version of the JSON. It increases if a member changes its meaning or is removed; added members do not change it. */
const VERSION = 1;

/** Returns the review as JSON, as documented in `docs/review.md`. */
export function reviewJson(review: Review): string {
  const { project, stack, errors, warnings, risks, objects, live, others, unchanged, isWhole, isEmpty } = review;
  const operations = objects.map(({ item }) => item.operation);
  const number = (operation: string) => operations.filter((one) => one === operation).length;
  const changes = objects.filter(({ item }) => outcomeOf(item) !== "same").length;
  return JSON.stringify(
    {
      version: VERSION,
      project: project ?? null,
      stack: stack ?? null,
      marker: marker(review),
      status: errors.length > 0 ? "failed" : objects.length > 0 ? "changes" : "unchanged",
      headline: headline(review),
      liveChanges: live,
      changes,
      risk: risks[0]?.level ?? "none",
      empty: isEmpty,
      counts: {
        create: number("create"),
        update: number("update"),
        replace: number("replace"),
        delete: number("delete"),
        unknown: number("unknown"),
        same: unchanged,
      },
      others: Object.fromEntries([...others].filter(([operation]) => operation !== "same")),
      complete: isWhole,
      risks: risks.map(({ id, level, object, say }) => ({
        id,
        level,
        title: RISKS[id].title,
        reason: RISKS[id].reason,
        urn: object.item.urn,
        text: unmarked(plainText(say)),
      })),
      objects: objects.map(({ item, title, facts, timing, picture }) => ({
        urn: item.urn,
        kind: item.kind,
        name: redactedName(item.name),
        title: title ?? null,
        operation: outcomeOf(item),
        changes: facts.map(({ say, live, risks, diff }) => ({
          text: unmarked(plainText(say)),
          live,
          risks,
          ...(diff !== undefined && { diff }),
        })),
        takesEffect: timing,
        picture: picture ?? null,
      })),
      warnings: warnings.map(redactedText),
      errors: errors.map(redactedText),
    },
    undefined,
    2,
  );
}

const unmarked = (text: string): string => text.replaceAll("**", "");
