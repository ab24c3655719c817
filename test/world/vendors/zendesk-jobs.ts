import { randomUUID } from 'node:crypto';

/** One item's end, as the status of its job shows it. */
export type JobResult = Readonly<Record<string, unknown>>;

export interface Job {
  readonly id: string;
  readonly type: string;
  readonly total: number;
  readonly createdAtMs: number;
  status: 'queued' | 'working' | 'completed' | 'failed';
  results: readonly JobResult[] | null;
}

/** Work that goes on after the answer. At most thirty at once; forgotten an hour after, or when a hundred came since. */
export interface Jobs {
  /** Undefined when too many are under way. */
  start(type: string, total: number, run: () => readonly JobResult[]): Job | undefined;
  find(id: string): Job | undefined;
  inFlight(): number;
  /** Until they are released, jobs stay under way. */
  hold(): void;
  release(): void;
  stop(): void;
}

const IN_FLIGHT = 30;
const KEPT = 100;
const KEPT_MS = 3_600_000;

export function createJobs(now: () => number, tookMs: number): Jobs {
  const jobs = new Map<string, Job>();
  const timers = new Set<NodeJS.Timeout>();
  const held: (() => void)[] = [];
  let isHeld = false;
  const isOver = ({ status }: Job) => status === 'completed' || status === 'failed';
  const inFlight = () => [...jobs.values()].filter((job) => !isOver(job)).length;
  const later = (act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, tookMs / 2);
    timers.add(timer);
  };
  return {
    start(type, total, run) {
      if (inFlight() >= IN_FLIGHT) return undefined;
      const id = randomUUID().replaceAll('-', '');
      const job: Job = { id, type, total, createdAtMs: now(), status: 'queued', results: null };
      jobs.set(job.id, job);
      const finish = () => {
        job.results = run();
        job.status = 'completed';
      };
      later(() => {
        job.status = 'working';
        later(() => (isHeld ? held.push(finish) : finish()));
      });
      return job;
    },
    find(id) {
      const job = jobs.get(id);
      if (!job) return undefined;
      const newer = [...jobs.keys()].length - [...jobs.keys()].indexOf(id) - 1;
      return isOver(job) && (now() - job.createdAtMs > KEPT_MS || newer >= KEPT) ? undefined : job;
    },
    inFlight,
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const finish of held.splice(0)) finish();
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
