import { flag, text } from '@sidelight/api/cli/arguments/option.ts';

/** In the order in which they are measured. */
export const measureNames = [
  ...['latency', 'throughput', 'cached', 'cold', 'dead', 'gone', 'open', 'idle', 'steady', 'awake', 'sync', 'edits'],
  ...['customer', 'rude', 'webhooks', 'bytes'],
] as const;
export type MeasureName = (typeof measureNames)[number];

export const benchCommand = {
  name: 'npm run bench --',
  takes: '[--only names] [--json] [--write]',
  help: 'Measures every speed and size that is promised, and prints a table with each goal. It takes about half an hour; let nothing else run meanwhile.',
  options: {
    only: text('names', `measures these alone, separated by commas: ${measureNames.join(', ')}`),
    json: flag('prints one JSON object instead of the table'),
    write: flag('also writes what was measured into docs/performance.md'),
  },
} as const;
