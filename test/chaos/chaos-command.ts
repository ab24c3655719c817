import { flag, number, text } from '@sidelight/api/cli/arguments/option.ts';

export const chaosCommand = {
  name: 'npm run chaos --',
  takes: '[--only name] [--seed text] [--mutants | --kill | --sync-kill [--points N]]',
  help: 'Breaks every system in every way there is, and checks what agents see, how long it takes and what it leaves behind.',
  options: {
    only: text(
      'name',
      'the scenarios alone whose name holds this, e.g. "hang billing"; with --mutants, those mistakes',
    ),
    seed: text('text', 'decides what is left to chance; a failed run prints the one to try it again with', 'chaos'),
    mutants: flag('makes known mistakes in a copy of the code, one after the other, and checks that each is noticed'),
    kill: flag(
      'kills a process at a hundred points after it has taken a webhook, on each database, and checks that nothing is lost',
    ),
    'sync-kill': flag('the same after edits that sync has to carry over'),
    points: number('N', { from: 1, to: 100_000 }, 'with --sync-kill: at how many points', 300),
  },
} as const;
