import { readFileSync } from 'node:fs';

/** Linux counts CPU time in these. */
const TICKS_A_SECOND = 100;

/** User and system time of a process so far. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // The 14th and 15th of the line are user and system time; two stood before the bracket.
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
