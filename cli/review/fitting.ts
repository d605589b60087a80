/** Returns how many of the first items fit into a room, by their sizes. */
export function fitting(sizes: readonly number[], room: number): number {
  let left = room;
  const at = sizes.findIndex((size) => {
    left -= size;
    return left < 0;
  });
  return at === -1 ? sizes.length : at;
}
