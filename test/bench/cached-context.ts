import { createLoad, median } from './load.ts';
import { startPeer } from './processes.ts';
import { pointAt, type Recording, startUpstream } from './record.ts';
import { atLeast, type Row } from './row.ts';
import { memoryFlags } from './shipped.ts';

const ROUNDS = 7;
const REQUESTS = 6000;
const WARM_UP = 20_000;
const CLIENTS = 50;

/** A remembered context against raw `node:http` sending the very same bytes. */
export async function cachedContext(recording: Recording): Promise<Row[]> {
  const { request, env } = recording;
  const upstream = await startUpstream(recording, 0);
  const ours = await startPeer('peer-ours.ts', { ...pointAt(env, upstream.url), MAP: 'four' }, memoryFlags());
  const token = ours.info.token ?? '';
  const bytes = await sameBytes(ours.url, token, request);
  const raw = await startPeer('peer-raw.ts', { UPSTREAM: upstream.url, FIXED: bytes.toString('base64') });
  const body = () => request;
  const loads = {
    ours: createLoad({ url: ours.url, token, body }, CLIENTS),
    raw: createLoad({ url: raw.url, body }, CLIENTS),
  };
  const peers = { ours, raw };
  try {
    const perCoreSecond: Record<'ours' | 'raw', number[]> = { ours: [], raw: [] };
    for (const load of Object.values(loads)) await load.many(WARM_UP, CLIENTS);
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of round % 2 === 0 ? (['ours', 'raw'] as const) : (['raw', 'ours'] as const)) {
        await peers[name].cpuUs();
        await loads[name].many(REQUESTS, CLIENTS);
        perCoreSecond[name].push(1e6 / ((await peers[name].cpuUs()) / REQUESTS));
      }
    }
    const ratios = perCoreSecond.ours.map((ours_, i) => ours_ / perCoreSecond.raw[i]!);
    return [
      atLeast(
        'cached context against raw node:http, same bytes',
        median(ratios),
        0.7,
        'x',
        `${bytes.length} bytes; a core second: raw ${median(perCoreSecond.raw).toFixed(0)}, ours ${median(perCoreSecond.ours).toFixed(0)}`,
      ),
    ];
  } finally {
    for (const load of Object.values(loads)) await load.close();
    for (const peer of [ours, raw, upstream]) await peer.stop();
  }
}

/** What a warm request answers: asked three times, so that it is remembered whole. */
async function sameBytes(url: string, token: string, body: string): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for (let i = 0; i < 3; i++) {
    const answer = await fetch(`${url}/v1/context`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body,
    });
    bytes = Buffer.from(await answer.arrayBuffer());
  }
  if (bytes.includes('"failed"')) throw new Error('the bench answers with failures: its recording is out of date');
  return bytes;
}
