import { z } from 'zod';
import type { AskedChoice } from '../sync/desk/choice-for.ts';
import { jsonOption } from './arguments/json-option.ts';
import { flag, text } from './arguments/option.ts';
import type { Asked } from './arguments/read-arguments.ts';
import type { CliDeps } from './verb.ts';

export const REVIEW_TAKES =
  '[--object name] [--json] | <id>... --take crm|helpdesk|neither [--dry-run] [--json] | <id> --value text';

export const reviewOptions = {
  object: text('name', 'lists what waits of one kind of record alone'),
  take: text('side', 'decides for what one side holds: crm, helpdesk, or neither to leave both as they are'),
  value: text('text', 'decides for another value, of one item'),
  'dry-run': flag('only says how many would be decided'),
  ...jsonOption,
};

const takes = { crm: 'left', helpdesk: 'right', neither: 'neither' } as const;
const Take = z.enum(['crm', 'helpdesk', 'neither']);

export type AskedReview =
  | { readonly kind: 'list'; readonly object: string | undefined; readonly isJson: boolean }
  | {
      readonly kind: 'decide';
      readonly ids: readonly string[];
      readonly choice: AskedChoice;
      readonly isDryRun: boolean;
      readonly isJson: boolean;
    };

/** Undefined, having said why, where nobody can tell what is meant. Never says what was typed as a value. */
export function readReview(
  { values, operands }: Asked<typeof reviewOptions>,
  { err }: Pick<CliDeps, 'err'>,
): AskedReview | undefined {
  const refuse = (why: string) => {
    err(`${why}\n`);
    return undefined;
  };
  const { object, take, value, 'dry-run': isDryRun, json: isJson } = values;
  const ids = [...new Set(operands)];
  if (ids.some((id) => !z.uuid().safeParse(id).success))
    return refuse('name items by their ids: sidelight sync review says them; put a value of several words in quotes');
  if (ids.length === 0) {
    if (take === undefined && value === undefined) return { kind: 'list', object, isJson };
    return refuse('say which items: sidelight sync review lists their ids');
  }
  if (object !== undefined) return refuse('name ids, or an --object to list');
  if ((take === undefined) === (value === undefined)) return refuse('say --take crm, helpdesk or neither, or --value');
  if (value !== undefined) {
    if (ids.length > 1) return refuse('--value is for one item: name one id');
    return { kind: 'decide', ids, choice: { kind: 'typed', typed: value }, isDryRun, isJson };
  }
  const taken = Take.safeParse(take);
  if (!taken.success) return refuse(`there is no side ${take}: ${Take.options.join(', ')}`);
  return { kind: 'decide', ids, choice: { kind: 'take', take: takes[taken.data] }, isDryRun, isJson };
}
