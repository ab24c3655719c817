/** The days as a line on 56 × 16, lowest to highest; `text` for those who cannot see it. */
export function spark(points: readonly number[], text: string) {
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const step = 56 / Math.max(1, points.length - 1);
  const line = points.map((point, i) => `${(i * step).toFixed(1)},${(14 - ((point - low) / span) * 12).toFixed(1)}`);
  return (
    <svg class="spark" viewBox="0 0 56 16" role="img" aria-label={text}>
      <polyline points={line.join(' ')} />
    </svg>
  );
}
