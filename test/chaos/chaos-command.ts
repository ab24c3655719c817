import { flag, number, text } from '@sidelight/api/cli/arguments/option.ts';

export const chaosCommand = {
  name: 'npm run chaos --',
  takes: '[--only name] [--seed text] [--mutants | --sequences N | (--kill | --sync-kill) [--points N]]',
  help: 'Breaks every system in every way there is, and checks what agents see, how long it takes and what it leaves behind.',
  options: {
    only: text(
      'name',
      'the scenarios alone whose name holds this, e.g. "hang billing"; with --mutants, those mistakes; with --kill, webhooks, bursts, links, audit or erasure alone',
    ),
    seed: text('text', 'decides what is left to chance; a failed run prints the one to try it again with', 'chaos'),
    mutants: flag('makes known mistakes in a copy of the code, one after the other, and checks that each is noticed'),
    kill: flag(
      'kills a process at random points: after it has taken a webhook, in bursts of them, while accounts are picked, while it shows customers, while it erases people; on PGlite and on PostgreSQL (TEST_DATABASE_URL), and checks that nothing is lost, nothing done twice, and the audit whole',
    ),
    sequences: number(
      'N',
      { from: 0, to: 100_000 },
      'plays so many sequences of up to 120 events at two helpdesks of one service (what people ask, what vendors change, tell and fail at, restarts, erasures), and looks in every answer for what is another’s, erased or masked; the shortest that shows it is printed',
      0,
    ),
    'sync-kill': flag('the same after edits that sync has to carry over'),
    points: number(
      'N',
      { from: 0, to: 100_000 },
      'at how many points of each kind, on each database; 200, with --sync-kill 300',
      0,
    ),
  },
} as const;
