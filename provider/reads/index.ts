export * from "./conversations";
export * from "./conversationsConfigurations";
export type { Read, ReadContext } from "./defineRead";
export * from "./intelligence";
export * from "./memoryStores";
export * from "./operators";
export * from "./services";
export * from "./transcripts";
