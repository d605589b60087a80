import { z } from "zod";

const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A date, or a date and a time with its zone, as both APIs take it. */
export const dateTime = z
  .string()
  .refine(
    (text) => FORM.test(text) && !Number.isNaN(Date.parse(text)),
    "must be an ISO 8601 date, or date and time, such as 2026-03-01T12:00:00Z",
  );
