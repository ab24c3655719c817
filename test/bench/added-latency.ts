import { median, quantile } from './load.ts';
import type { Recording } from './record.ts';
import { atMost, type Row } from './row.ts';
import { interleaved, setStage } from './stage.ts';

const ROUNDS = 7;
const REQUESTS = 120;
const WARM_UP = 400;

/** What we add over the slowest upstream: four reads at 20 ms, one client, against raw `node:http` + undici. */
export async function addedLatency(recording: Recording): Promise<Row[]> {
  const stage = await setStage(recording, 20, 1);
  try {
    for (const load of Object.values(stage.loads)) for (let i = 0; i < WARM_UP; i++) await load.once(i);
    const rounds = await interleaved(ROUNDS, async (name) => {
      const times: number[] = [];
      for (let i = 0; i < REQUESTS; i++) times.push(await stage.loads[name].once(i));
      return { p50: median(times), p99: quantile(times, 0.99) };
    });
    const of = (name: 'raw' | 'express' | 'ours', q: 'p50' | 'p99') => median(rounds[name].map((round) => round[q]));
    const more = (q: 'p50' | 'p99') => of('ours', q) - of('raw', q);
    const note = (q: 'p50' | 'p99') =>
      `over 20 ms: raw +${(of('raw', q) - 20).toFixed(1)}, express + axios +${(of('express', q) - 20).toFixed(1)}, ours +${(of('ours', q) - 20).toFixed(1)} ms`;
    return [
      atMost('added over raw, 4 reads at 20 ms, p50', more('p50'), 0.5, 'ms', note('p50')),
      atMost('added over raw, 4 reads at 20 ms, p99', more('p99'), 1.5, 'ms', note('p99')),
    ];
  } finally {
    await stage.stop();
  }
}
