import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Peer {
  readonly url: string;
  /** What this process has used since its last answer to the question, in microseconds of CPU. */
  cpuUs(): Promise<number>;
  /** Resident memory in megabytes. */
  memoryMb(): Promise<number>;
  readonly info: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts one of the bench's own programs in a process of its own; it says where it listens. */
export async function startPeer(file: string, env: Record<string, string>, flags: string[] = []): Promise<Peer> {
  const child = fork(join(import.meta.dirname, file), {
    // `PROF=peer-ours.ts npm run bench -- --only throughput` leaves a profile of that program in `.sidelight/`.
    execArgv: [...flags, ...(process.env.PROF === file ? ['--cpu-prof', '--cpu-prof-dir=.sidelight'] : [])],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as Record<string, string>),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${file} ended with ${code}`);
    }),
  ]);
  return {
    url: ready.url ?? '',
    info: ready,
    cpuUs: () => ask(child, 'cpu'),
    memoryMb: () => ask(child, 'memory'),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function ask(child: ChildProcess, question: 'cpu' | 'memory'): Promise<number> {
  child.send(question);
  const [answer] = await once(child, 'message');
  return Number(answer);
}
