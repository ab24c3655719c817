import { CUSTOMERS, ofCustomer } from './customers.ts';
import { createLoad, type Load } from './load.ts';
import { type Peer, startPeer } from './processes.ts';
import { pointAt, type Recording, startUpstream } from './record.ts';
import { memoryFlags } from './shipped.ts';

export type PeerName = 'raw' | 'express' | 'ours';

/** The three programs over one upstream, each in a process of its own, ready to be measured in turn. */
export interface Stage {
  readonly peers: Readonly<Record<PeerName, Peer>>;
  readonly loads: Readonly<Record<PeerName, Load>>;
  stop(): Promise<void>;
}

const NAMES: readonly PeerName[] = ['raw', 'express', 'ours'];

export async function setStage(recording: Recording, delayMs: number, connections: number): Promise<Stage> {
  const { questions, ids, env } = recording;
  const upstream = await startUpstream(recording, delayMs);
  const shared = { UPSTREAM: upstream.url, QUESTIONS: JSON.stringify(questions) };
  const peers = {
    raw: await startPeer('peer-raw.ts', shared),
    express: await startPeer('peer-express.ts', shared),
    ours: await startPeer('peer-ours.ts', { ...pointAt(env, upstream.url), MAP: 'four-forgetful' }, memoryFlags()),
  };
  const bodies = Array.from({ length: CUSTOMERS }, (_, i) => ofCustomer(recording.request, ids, i));
  const body = (i: number) => bodies[i % CUSTOMERS]!;
  const token = peers.ours.info.token ?? '';
  const loads = {
    raw: createLoad({ url: peers.raw.url, body }, connections),
    express: createLoad({ url: peers.express.url, body }, connections),
    ours: createLoad({ url: peers.ours.url, token, body }, connections),
  };
  return {
    peers,
    loads,
    async stop() {
      for (const name of NAMES) await loads[name].close();
      for (const name of NAMES) await peers[name].stop();
      await upstream.stop();
    },
  };
}

/** Runs `measure` for each peer in turn, so many rounds, in an order that changes: what drifts, drifts for all. */
export async function interleaved<T>(
  rounds: number,
  measure: (name: PeerName) => Promise<T>,
): Promise<Record<PeerName, T[]>> {
  const results: Record<PeerName, T[]> = { raw: [], express: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? NAMES : NAMES.toReversed();
    for (const name of order) results[name].push(await measure(name));
  }
  return results;
}
