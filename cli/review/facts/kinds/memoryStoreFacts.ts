import { words } from "../../phrase";
import { type KindFacts, live, quiet, told } from "../fact";

/** What a change of a Memory Store does to data of customers. */
export const memoryStoreFacts: KindFacts<"MemoryStore"> = {
  created: () => [quiet(words("an empty store, which holds nothing until a Conversations configuration names it"))],
  deleted: () => [
    live(
      words("is **deleted**: all profiles, traits, observations and conversation summaries in it are lost for good"),
      "R035",
    ),
  ],
  replaced: () => [
    live(
      words(
        "**replacement**, because it moves to another account: the new store is empty, and the old one is deleted with all that it holds",
      ),
      "R035",
    ),
  ],
  words: {
    allowDelete: (_before, after) => [
      told(words(after === true ? "may be deleted from now on" : "is guarded against being deleted")),
    ],
  },
};
