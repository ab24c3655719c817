import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const Command = z.tuple([z.literal('node')], z.string());

/** How the image starts the service: Node's flags, then the bundle. */
export function shippedArgs(): string[] {
  const written = /^CMD (\[.+\])$/m.exec(dockerfile())?.[1];
  const [, ...args] = Command.parse(JSON.parse(written ?? '[]'));
  return args;
}

/** Of these, the bounds of memory: what is measured from its sources is measured with them too. */
export const memoryFlags = (): string[] => shippedArgs().filter((arg) => arg.startsWith('--max-'));

/** What the image sets that decides how much memory is used. */
export const shippedEnv = (): Record<string, string> => ({
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: /^ENV MALLOC_ARENA_MAX=(\d+)$/m.exec(dockerfile())?.[1] ?? '',
});

const dockerfile = () => readFileSync(join(root, 'Dockerfile'), 'utf8');
