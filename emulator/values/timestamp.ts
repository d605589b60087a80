/** Formats a time like both APIs: UTC, to the second. */
export const isoTimestamp = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

const ISO_DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Whether a text is an ISO 8601 date, with or without a time. */
export const isTimestamp = (text: string): boolean => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text));
