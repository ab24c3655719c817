import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from './until.ts';

/** One process of the service, as it is run for real. */
export interface Replica {
  readonly url: string;
  readonly pid: number;
  /** Sends the signal, and resolves to the exit code once it is gone. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  isReady(): Promise<boolean>;
  /** How it ended; undefined while it has not. */
  ending(): { readonly code: number | null; readonly signal: string | null } | undefined;
  /** Everything it has written so far. */
  said(): string;
}

export interface ReplicaOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** Of Node. */
  readonly flags?: readonly string[];
  /** Another program than ours: a later release. */
  readonly program?: string;
}

const OURS = join(import.meta.dirname, '../../apps/api/src/main.ts');

/** Resolves when it is ready; rejects with what it said when it ends before. */
export async function startReplica({ env, port, flags = [], program = OURS }: ReplicaOptions): Promise<Replica> {
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(process.execPath, [...flags, program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, ...env, PORT: String(port) },
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const isReady = () =>
    fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1000), headers: { connection: 'close' } }).then(
      ({ ok }) => ok,
      () => false,
    );
  try {
    await until(async () => isGone() || (await isReady()), 90_000);
  } catch (error) {
    // Nobody else knows of it.
    child.kill('SIGKILL');
    throw error;
  }
  if (isGone()) throw new Error(`the process ended with ${child.exitCode}: ${said}`);
  return {
    url,
    // It has said that it is ready.
    pid: child.pid!,
    isReady,
    ending: () => (isGone() ? { code: child.exitCode, signal: child.signalCode } : undefined),
    said: () => said,
    async stop(signal) {
      if (isGone()) return child.exitCode;
      child.kill(signal);
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}
