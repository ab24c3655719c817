import { flag, number } from '@sidelight/api/cli/arguments/option.ts';

export const syncSimCommand = {
  name: 'npm run sync-sim --',
  takes: '[--runs N] [--seed N] [--no-mutants]',
  help: 'Plays edits, failures and repetitions in many orders against the core of sync, and checks that both sides end up the same; then that it notices known mistakes.',
  options: {
    runs: number('N', { from: 1, to: 100_000_000 }, 'how many orders are played', 10_000),
    seed: number('N', { from: 0, to: 4_294_967_295 }, 'decides which ones; the same seed plays the same', 1),
    'no-mutants': flag('leaves out the known mistakes'),
  },
} as const;
