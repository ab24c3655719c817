import type { AsideWhy, DefinitionsOutcome, LetterReason, ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { Canon, Side } from '../sync/canonical/canon.ts';
import type { FieldAside, SideDefinitions } from '../sync/fields/ports.ts';

export const SIDES = ['left', 'right'] as const;
export const sideNames: Readonly<Record<Side, string>> = { left: 'CRM', right: 'helpdesk' };

export const whyWords: Readonly<Record<ReviewWhy, string>> = {
  inside_window: 'both sides changed it at about the same time',
  clock_uncertain: 'both sides changed it, and their clocks do not say who was later',
  older_kept: 'the newer edit counted; the older one is kept here',
  customer_wins: "the customer's own edit counted; the other one is kept here",
  crm_wins: "the CRM's edit counted; the helpdesk's is kept here",
  support_wins: "the helpdesk's edit counted; the CRM's is kept here",
  owner_wins: "the side that owns it counted; the other side's edit is kept here",
  manual: 'the map leaves this field to a person when both sides change it',
  never_agreed: 'both sides held a value before they were linked, and the two differ',
  ping_pong: 'somebody keeps changing it back after it was written',
  consent: 'they said no to advertising on one side; only a person may turn that into a yes',
  duplicate: 'a side refused the value: another of its records has it',
  two_users_one_contact: 'two users of the helpdesk stand for one contact of the CRM',
  gone_on_left: 'the CRM no longer has this record',
  gone_on_right: 'the helpdesk no longer has this record',
  erase_on_other_side:
    'one side has erased this person, the other has not: erase them there for good, then take neither',
  ambiguous_match: 'several records could be its partner',
};

export const deadWords: Readonly<Record<LetterReason, string>> = {
  mapping: 'the other side has no word for the value',
  validation: 'the value is not what the map or the other side asks for',
  duplicate: 'another record of that side has the value',
  permission: 'our credentials may not write it',
  gone: 'that side no longer has the record',
  unlinked: 'that side has no partner for the company it belongs to',
  not_taken: 'that side said yes and holds something else',
};
export const deadReasons = Object.keys(deadWords);

export const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')}Z`;
export const amount = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** In the largest unit that fits. */
export function span(ms: number): string {
  if (ms < MINUTE_MS) return 'less than a minute';
  if (ms < HOUR_MS) return amount(Math.floor(ms / MINUTE_MS), 'minute');
  return ms < 2 * DAY_MS ? amount(Math.floor(ms / HOUR_MS), 'hour') : amount(Math.floor(ms / DAY_MS), 'day');
}

const LONGEST_SHOWN = 300;
/** A value for a terminal: whatever somebody typed into it, it moves no cursor and hides nothing. */
export function shown(value: Canon): string {
  if (value === null || value.length === 0) return '(empty)';
  const text = (typeof value === 'string' ? value : value.join('; ')).replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    '\uFFFD',
  );
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

const asides: Readonly<Record<AsideWhy, string>> = {
  gone: 'has no such property any more: make it again, or take the field out of the map',
  read_only: 'lets nobody write the property any more: let it be written, or let that side own the field',
  type: 'has a property of another kind there now: change it back, or change the field in the map',
  options: 'has lost options that the map names: bring them back, or change the values in the map',
  expression: 'holds a value on which the transform of the map failed: write another one',
};
/** Why a field is neither compared nor written, and what to do. */
export function asideWords({ why, side, lost, since, isReturning }: FieldAside): string {
  if (isReturning) return 'right again, and resumes once it has been compared';
  const codes = lost.length > 0 ? ` (${lost.join(', ')})` : '';
  return `since ${minute(since)} the ${sideNames[side]} ${asides[why]}${codes}`;
}

const looks: Readonly<Record<DefinitionsOutcome, string>> = {
  read: 'read',
  forbidden: 'our credentials may not read them, so nobody knows whether they still fit the map',
  no_answer: 'it did not answer',
};
export const lookWords = (look: Pick<SideDefinitions, 'outcome' | 'askedAt'> | undefined): string =>
  look ? `${looks[look.outcome]}, ${minute(look.askedAt)}` : 'not asked for yet';
