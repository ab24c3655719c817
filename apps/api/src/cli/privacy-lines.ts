import type { Step } from '../privacy/erasure-plan.ts';
import type { PersonReport } from '../privacy/look-up.ts';
import type { Erasure, StepReceipt } from '../privacy/ports.ts';
import { amount } from './sync-words.ts';

const MAX_LOOKS = 20;

/** What is held about somebody, as a person reads it. */
export function reportLines({ person, held, looked, erasure }: PersonReport): readonly string[] {
  const { users, contacts, addresses, tickets } = person;
  const known = [
    ...[amount(addresses.length, 'address', 'addresses'), amount(users.length, 'helpdesk id')],
    ...[amount(contacts.length, 'CRM id'), amount(tickets.length, 'ticket')],
  ];
  return [
    `known by: ${known.join(', ')}`,
    ...(held.length === 0 ? ['held: nothing'] : ['held:']),
    ...held.map(({ place, class: kind, n, about }) => `  ${place}: ${amount(n, 'row')}, ${kind}. ${about}`),
    ...(looked.length === 0 ? ['looked: nobody'] : ['looked:']),
    ...looked
      .slice(0, MAX_LOOKS)
      .map(({ at, actorId, role, action, ticketId }) =>
        [`  ${at}  ${role} ${actorId}  ${action}`, ...(ticketId === undefined ? [] : [`ticket ${ticketId}`])].join(
          '  ',
        ),
      ),
    ...(looked.length > MAX_LOOKS ? [`  and ${looked.length - MAX_LOOKS} more: --json says all`] : []),
    ...(erasure ? erasureLines(erasure, erasure.receipts) : []),
  ];
}

const STATES = {
  restorable: 'waits, as they can be restored in the helpdesk',
  waiting: 'waits for its turn',
  running: 'is under way',
  settling: 'is done, and is checked once more',
  held_elsewhere: 'is done here; another system still holds them',
  done: 'is done',
} as const satisfies Record<Erasure['state'], string>;

/** How an erasure stands, with its receipts and findings. */
export function erasureLines(erasure: Erasure, receipts: readonly StepReceipt[]): readonly string[] {
  const { id, state, askedBy, askedAt, dueAt, backupsUntil } = erasure;
  return [
    `erasure ${id}: asked for by ${askedBy} at ${askedAt}; it ${STATES[state]}`,
    ...(state === 'restorable' && dueAt !== undefined
      ? [`  erased on ${dueAt.slice(0, 10)} unless they are restored`]
      : []),
    ...receipts.map(receiptLine),
    ...(backupsUntil === undefined
      ? []
      : [`  the last backup that holds them is gone on ${backupsUntil.slice(0, 10)}`]),
  ];
}

function receiptLine({ place, state, n, at, tries, reason, owner, ref }: StepReceipt): string {
  if (state === 'done') return `  ${at}  ${place}: ${amount(n, 'row')}`;
  const why = { still_held: 'still held there', not_asked: 'could not be asked', no_answer: 'could not be reached' };
  const words = new Map(Object.entries(why)).get(reason ?? '') ?? reason ?? '';
  const named = ref === undefined ? place : `${place.split(' ')[0]} ${ref}`;
  return `  ${at}  NOT DONE  ${named}: ${words}, tried ${amount(tries, 'time')}; it is ${owner}’s to see to`;
}

const DOES = { row: 'deletes rows', blank: 'empties columns', redact: 'takes names and addresses out' } as const;

/** What an erasure would do. `counted`: rows that there are now, by place. */
export function planLines(
  plan: readonly Step[],
  counted: ReadonlyMap<string, number>,
  ownerOf: (system: string) => string,
  backupsKeptMs: number,
): readonly string[] {
  const lines = plan.flatMap((step) => stepLine(step, counted, ownerOf) ?? []);
  return [...lines, `backups: the last that holds them is gone after ${amount(backupsKeptMs / 86_400_000, 'day')}`];
}

/** Undefined where there is nothing to do. */
function stepLine(
  step: Step,
  counted: ReadonlyMap<string, number>,
  ownerOf: (system: string) => string,
): string | undefined {
  switch (step.kind) {
    case 'marks':
      return 'keeps marks, so that nobody brings them back';
    case 'sync':
      return `sync forgets them: ${amount(sum(step.tables, counted), 'row')}`;
    case 'table': {
      const n = counted.get(step.place) ?? 0;
      return n === 0 ? undefined : `${step.place}: ${DOES[step.does]}, ${amount(n, 'row')}`;
    }
    case 'jobs':
      return 'jobs: those of their tickets';
    case 'memory':
      return 'memory: every process empties it';
    case 'elsewhere':
      return `${step.system} ${step.id}: is not ours to erase; ${ownerOf(step.system)} is named until it is gone`;
  }
}

const sum = (tables: readonly string[], counted: ReadonlyMap<string, number>): number =>
  tables.reduce((n, table) => n + (counted.get(table) ?? 0), 0);
