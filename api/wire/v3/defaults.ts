/** `COMMUNICATION` without a count runs on every communication. */
export const TRIGGER_COUNT_DEFAULT = 1;
