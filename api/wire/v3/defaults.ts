/** Default count of a `COMMUNICATION` trigger: it runs on every communication. */
export const TRIGGER_COUNT_DEFAULT = 1;
