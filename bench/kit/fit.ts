export interface Point {
  objects: number;
  value: number;
}

/** Line of least squares: `value = base + each × objects`. */
export interface Fit {
  base: number;
  each: number;
  /** Share of the variance that the line explains: 1 if all points are on it. */
  r2: number;
}

export function fitOf(points: readonly Point[]): Fit {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [objects, value] = [mean((point) => point.objects), mean((point) => point.value)];
  const covariance = mean((point) => (point.objects - objects) * (point.value - value));
  const variance = mean((point) => (point.objects - objects) ** 2);
  const each = covariance / variance;
  const base = value - each * objects;
  const residual = mean((point) => (point.value - base - each * point.objects) ** 2);
  const total = mean((point) => (point.value - value) ** 2);
  return { base, each, r2: total === 0 ? 1 : 1 - residual / total };
}

/** Returns the largest distance of a point from the line, in percent of the point's value. */
export function deviationOf(points: readonly Point[]): number {
  const { base, each } = fitOf(points);
  return Math.max(...points.map(({ objects, value }) => 100 * Math.abs(1 - (base + each * objects) / value)));
}
