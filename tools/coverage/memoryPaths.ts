import * as memoryStores from "../../api/memory/stores";
import { type Path, TTID } from "./path";

const STORE = `mem_store_${TTID}`;

/** Paths of the Memory API. */
export const memoryPaths: Path[] = [
  {
    method: "POST",
    path: "/v1/ControlPlane/Stores",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.createMemoryStore(c, { displayName: "a" }),
  },
  {
    method: "GET",
    path: "/v1/ControlPlane/Stores",
    sdk: ["getMemoryStore", "getMemoryStores"],
    call: (c) => memoryStores.listMemoryStores(c).next(),
  },
  {
    method: "GET",
    path: "/v1/ControlPlane/Stores/{storeId}",
    sdk: ["MemoryStore", "getMemoryStore"],
    call: (c) => memoryStores.fetchMemoryStore(c, STORE),
  },
  {
    method: "PATCH",
    path: "/v1/ControlPlane/Stores/{storeId}",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.updateMemoryStore(c, STORE, {}, "1"),
  },
  {
    method: "DELETE",
    path: "/v1/ControlPlane/Stores/{storeId}",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.deleteMemoryStore(c, STORE),
  },
  {
    method: "GET",
    path: "/v1/ControlPlane/Operations/{operationId}",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.fetchMemoryOperation(c, STORE),
  },
];
