/** Message about an update that sent the whole object back, where its version moved by more than this update. */
export function overtakenWarning(id: string, from: number | undefined, to: unknown): string | undefined {
  if (from === undefined || typeof to !== "number" || to <= from + 1) return undefined;
  return `Conversations configuration ${id} went from version ${from} to ${to} with one update: the API takes no PATCH, so this update sent the whole object back, and somebody else wrote to it meanwhile. If they wrote first, this update replaced what they wrote. Find out who else writes to it, and whether their change has to be declared here.`;
}
