import { say, words } from "../../phrase";
import { type KindFacts, live, ofOld, propertyFact, quiet } from "../fact";

/** Effects of a change of a Memory Store on customer data. */
export const memoryStoreFacts: KindFacts<"MemoryStore"> = {
  created: () => [quiet(words("an empty store, which stays empty until a Conversations configuration uses it"))],
  deleted: () => [
    live(
      words("is **deleted**: all profiles, traits, observations and conversation summaries in it are permanently lost"),
      "R035",
    ),
  ],
  replaced: (item) => [
    live(
      say`**replacement**, because it moves to another account: the new store is empty${ofOld(item, ", and the old one is deleted with all its data")}`,
      "R035",
    ),
  ],
  words: {
    allowDelete: (_before, after) => [
      after === true
        ? propertyFact(words("can be deleted from now on"), "R056")
        : propertyFact(words("is protected from deletion")),
    ],
  },
};
