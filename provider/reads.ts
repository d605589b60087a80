export * from "./reads/conversations";
export * from "./reads/intelligence";
export * from "./reads/operators";
export type { Access, Read } from "./reads/read";
export * from "./reads/services";
export * from "./reads/transcripts";
