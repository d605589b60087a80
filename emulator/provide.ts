import { provideConversations } from "./routes/conversations";
import { provideLanguageOperators } from "./routes/language-operators";
import { provideResults } from "./routes/operator-results";
import { provideTypes } from "./routes/operator-types";
import { provideOperators } from "./routes/operators";
import { provideTranscripts } from "./routes/transcripts";
import type { Seed } from "./seed";
import type { Store } from "./store";

/** Adds what every account has from the start, and what the seed says, as far as it is not there. */
export function provide(store: Store, seed: Seed): void {
  store.atomically(() => {
    provideTypes(store);
    provideOperators(store);
    provideLanguageOperators(store);
    provideTranscripts(store, seed);
    provideConversations(store, seed);
    provideResults(store, seed);
  });
}
