/** Returns fair shares of a room. A text that needs less than an equal part leaves the rest to the others. */
export function shares(needs: readonly number[], room: number): number[] {
  const order = needs.map((need, at) => ({ need, at })).sort((a, b) => a.need - b.need);
  const result = needs.map(() => 0);
  let left = Math.max(0, room);
  for (const [done, { need, at }] of order.entries()) {
    const share = Math.min(need, Math.floor(left / (order.length - done)));
    result[at] = share;
    left -= share;
  }
  return result;
}
