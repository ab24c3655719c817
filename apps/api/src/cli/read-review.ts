import { z } from 'zod';
import type { AskedChoice } from '../sync/desk/choice-for.ts';
import { parseArguments } from './parse-arguments.ts';
import type { CliDeps } from './verb.ts';

export const REVIEW_TAKES =
  '[--object name] [--json] | <id>... --take crm|helpdesk|neither [--dry-run] [--json] | <id> --value text';

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
export function readReview(args: readonly string[], { err }: Pick<CliDeps, 'err'>): AskedReview | undefined {
  const refuse = (why: string) => {
    err(`${why}\n`);
    return undefined;
  };
  const [text, flag] = [{ type: 'string' } as const, { type: 'boolean', default: false } as const];
  const options = { object: text, take: text, value: text, 'dry-run': flag, json: flag };
  const read = parseArguments({ args: [...args], allowPositionals: true, options });
  if (!read) return refuse(`write ${REVIEW_TAKES}`);
  const { object, take, value, 'dry-run': isDryRun, json: isJson } = read.values;
  const ids = [...new Set(read.positionals)];
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
