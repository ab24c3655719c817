interface Point {
  readonly x: number;
  readonly y: number;
}

const RADIUS = 18;

/** A polyline with its corners rounded, as the `d` of a path. */
export function roundedPath(points: readonly Point[]): string {
  const parts = points.map((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before) return `M${at(point)}`;
    if (!after) return `L${at(point)}`;
    return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`;
  });
  return parts.join('');
}

/** So far from a corner that two corners on one line never meet. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const at = ({ x, y }: Point): string => `${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`;
