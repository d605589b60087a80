/** A moment as both APIs write it: UTC, to the second. */
export const isoTimestamp = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

const ISO_DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Whether a text is a moment as both APIs write it: a date, or a date and a time. */
export const isTimestamp = (text: string): boolean => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text));
