import type { Circumstances } from "./register";
import type { World } from "./world";

/** Objects of an API that knows no `If-Match`. */
const UNGUARDED = /^conv_configuration_/;

/** What is known about the commands of a world, where `said` is what each writer was told. */
export const toldOf = (
  { killed }: World,
  ifMatch: "enforced" | "ignored",
  said: readonly (readonly string[])[],
): Circumstances => ({
  killed,
  isGuarded: (object) =>
    !UNGUARDED.test(object) && (ifMatch === "enforced" || !object.startsWith("intelligence_configuration_")),
  isReported: (writer, object, before, after) => {
    const moved = new RegExp(`${object} went from version \\d+ to ${after}\\b`);
    const uncertain = new RegExp(`${object}: .*(changed while an answer was lost|outcome is unknown)`);
    return (said[writer] ?? []).some((text) => moved.test(text) || uncertain.test(text) || shows(text, object, before));
  },
});

/** Whether a conflict shows what somebody else has changed between two versions, where this one is among those in between. */
function shows(text: string, object: string, version: number): boolean {
  const found = new RegExp(
    `${object} was changed in the account: it is at version (\\d+), this stack last saw (\\d+)`,
  ).exec(text);
  return found !== null && Number(found[2]) <= version && version < Number(found[1]);
}
