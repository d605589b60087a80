import { populateOperators } from "../routes/v2/operators";
import { populateOperatorTypes } from "../routes/v2/operatorTypes";
import { populateTranscripts } from "../routes/v2/transcripts";
import { populateConversations } from "../routes/v3/conversations";
import { populateLanguageOperators } from "../routes/v3/languageOperators";
import { populateOperatorResults } from "../routes/v3/operatorResults";
import type { Seed } from "../seed/seedSchema";
import type { Store } from "../store/store";

/** Adds the built-in objects and those of the seed. Objects that already exist do not change. */
export function populate(store: Store, seed: Seed): void {
  store.atomically(() => {
    populateOperatorTypes(store);
    populateOperators(store);
    populateLanguageOperators(store);
    populateTranscripts(store, seed);
    populateConversations(store, seed);
    populateOperatorResults(store, seed);
  });
}
