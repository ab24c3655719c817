import { median } from './load.ts';
import type { Recording } from './record.ts';
import { atLeast, atMost, type Row } from './row.ts';
import { interleaved, setStage } from './stage.ts';

const ROUNDS = 5;
const REQUESTS = 3000;
const WARM_UP = 12_000;
const CLIENTS = 50;

/**
 * Fan-outs a second of one core: four reads without delay, 50 clients. Counted as CPU time a request,
 * because load and upstream share the machine's cores and would set the pace instead.
 */
export async function fanOutThroughput(recording: Recording): Promise<Row[]> {
  const stage = await setStage(recording, 0, CLIENTS);
  try {
    for (const load of Object.values(stage.loads)) await load.many(WARM_UP, CLIENTS);
    const rounds = await interleaved(ROUNDS, async (name) => {
      await stage.peers[name].cpuUs();
      const rate = await stage.loads[name].many(REQUESTS, CLIENTS);
      return { perCoreSecond: 1e6 / ((await stage.peers[name].cpuUs()) / REQUESTS), rate };
    });
    const of = (name: 'raw' | 'express' | 'ours') => median(rounds[name].map((round) => round.perCoreSecond));
    const wall = (name: 'raw' | 'express' | 'ours') => median(rounds[name].map((round) => round.rate));
    const memoryMb = await stage.peers.ours.memoryMb();
    return [
      atLeast(
        'fan-out throughput against express + axios',
        of('ours') / of('express'),
        2,
        'x',
        `a core second: raw ${of('raw').toFixed(0)}, express + axios ${of('express').toFixed(0)}, ours ${of('ours').toFixed(0)}; by the clock on shared cores: ${(wall('ours') / wall('express')).toFixed(2)}x`,
      ),
      atMost(
        'API memory under that load (resident)',
        memoryMb,
        150,
        'MB',
        `raw node:http + undici in the same run: ${await stage.peers.raw.memoryMb()} MB`,
      ),
    ];
  } finally {
    await stage.stop();
  }
}
