import { text } from '@sidelight/api/cli/arguments/option.ts';

export const canariesCommand = {
  name: 'npm run canaries --',
  takes: '[--seed text]',
  help: 'Plants values that are nowhere else in all that vendors hold and say, callers send and people type; breaks every system in every way there is; then looks for them in every log, figure, refusal, alert, table, export and address.',
  options: {
    seed: text('text', 'decides which values, and what happens in which order', 'canaries'),
  },
} as const;
