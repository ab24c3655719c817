/** Durations counted by upper bounds and labels, in Prometheus' text format. */
export interface Histogram {
  /** `values`: of the labels, in their order. */
  observe(seconds: number, ...values: string[]): void;
  text(): string;
}

interface Row {
  readonly labels: string;
  /** Not cumulative; the last one is what exceeds every bound. */
  readonly counts: number[];
  sum: number;
}

/** Counted at every context: the library's own needs the time of ten of these to find the row. */
export function createHistogram(
  name: string,
  help: string,
  labelNames: readonly string[],
  bounds: readonly number[],
): Histogram {
  const rows = new Map<string, Row>();

  function make(key: string, values: readonly string[]): Row {
    const labels = labelNames.map((label, i) => `${label}="${escaped(values[i] ?? '')}"`).join(',');
    const row = { labels, counts: [...bounds, 0].map(() => 0), sum: 0 };
    rows.set(key, row);
    return row;
  }

  function linesOf({ labels, counts, sum }: Row): string[] {
    let soFar = 0;
    const buckets = counts.map((count, i) => {
      soFar += count;
      return `${name}_bucket{le="${bounds[i] ?? '+Inf'}",${labels}} ${soFar}`;
    });
    return [...buckets, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${soFar}`];
  }

  return {
    observe(seconds, ...values) {
      const key = values.join('|');
      const row = rows.get(key) ?? make(key, values);
      let at = 0;
      while (at < bounds.length && seconds > (bounds[at] ?? 0)) at++;
      row.counts[at] = (row.counts[at] ?? 0) + 1;
      row.sum += seconds;
    },
    text: () =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} histogram`, ...[...rows.values()].flatMap(linesOf)].join('\n'),
  };
}

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
