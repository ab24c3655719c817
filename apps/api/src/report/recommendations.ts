import { ownValue } from '@sidelight/shared/own-property.ts';
import type { MonthFigures, Recommendation } from '@sidelight/shared/sync/monthly-report.ts';
import { number, percent, spanWords } from './words.ts';

/** What a rule looks at. */
export interface Judged {
  readonly current: MonthFigures;
  readonly before: MonthFigures | undefined;
  readonly reviewDueMs: number;
}

type Rule = (judged: Judged) => readonly string[];

const CONFLICTS = 20;
const SAME_WAY = 0.9;
const SLOW_MS = 30_000;
const YIELDED = 0.05;
const LETTERS = 5;
const CONSISTENT = 0.98;
const SENT_AGAIN = 0.05;
const REVERTED = 50;
const NEAR_LIMIT = 0.8;

const sideOf = { crm: 'CRM', helpdesk: 'helpdesk' } as const;
const ways = {
  left: { name: 'the CRM', rule: 'crm_wins', first: 'crm' },
  right: { name: 'the helpdesk', rule: 'support_wins', first: 'helpdesk' },
} as const;
const letterRemedies: Readonly<Record<string, string>> = {
  mapping: 'the other side has no word for them; add them to the field’s `values` in the map, then replay',
  validation: 'they are not what the map or the other side asks for; correct them where they come from',
  duplicate: 'another record has each of them; put the two records right, then replay',
  permission: 'our credentials may not write the field; widen them, then replay',
  not_taken: 'the side said yes and holds something else; look for a rule or a workflow there',
};

/** By name. Each says something only where the month’s figures call for it. Pure. */
const rules: Readonly<Record<string, Rule>> = {
  conflicts_decided_the_same_way: ({ current }) =>
    current.conflicts.fields.flatMap(({ field, detected, manual, first, ends }) => {
      if (detected <= CONFLICTS || manual === 0) return [];
      const way = (['left', 'right'] as const).find((side) => (ends[side] ?? 0) / manual >= SAME_WAY);
      if (!way) return [];
      const share = percent((ends[way] ?? 0) / manual);
      const remedy =
        first > manual / 2
          ? `let it count where both sides hold a value at the start (\`first: ${ways[way].first}\`)`
          : `make it the rule (\`rule: ${ways[way].rule}\`)`;
      return [
        `${field} had ${number(detected)} conflicts, and people took ${ways[way].name}’s value in ${share} of those they decided: ${remedy}.`,
      ];
    }),
  values_not_taken: ({ current }) =>
    current.deadLetters.flatMap(({ field, reason, n }) => {
      const remedy = ownValue(letterRemedies, reason);
      const isMany = reason === 'mapping' || n >= LETTERS;
      return remedy && isMany
        ? [`${number(n)} ${n === 1 ? 'value' : 'values'} of ${field} wait as \`${reason}\`: ${remedy}.`]
        : [];
    }),
  slow_to_the_crm: ({ current }) =>
    slow(current, 'crm', 'subscribe the helpdesk’s webhook to events of users and organizations'),
  slow_to_the_helpdesk: ({ current }) =>
    slow(current, 'helpdesk', 'see whether calls wait for their budget, and how long the CRM takes to list a change'),
  calls_wait_for_the_budget: ({ current: { activeHours, yieldedHours } }) =>
    activeHours > 0 && yieldedHours / activeHours > YIELDED
      ? [
          `In ${number(yieldedHours)} of ${number(activeHours)} hours (${percent(yieldedHours / activeHours)}) sync waited for its share of a vendor’s limit: raise \`quota.share\` of that connector, or move comparisons to quiet hours.`,
        ]
      : [],
  sides_drift_apart: ({ current }) =>
    current.consistency.flatMap(({ object, share, drift }) =>
      share < CONSISTENT
        ? [
            `Only ${percent(share)} of ${object} pairs agreed at the last comparison${drift[0] ? `, most often not on ${object}.${drift[0].field}` : ''}: run \`sync reconcile ${object}\`, and look at what writes that field.`,
          ]
        : [],
    ),
  never_compared: ({ current }) =>
    current.written > 0 && current.consistency.length === 0
      ? [
          'Nothing was compared as a whole in this month: `sync reconcile <object> --dry-run` shows whether both sides still agree.',
        ]
      : [],
  reviews_are_late: ({ current: { openNow }, reviewDueMs }) =>
    openNow.oldestMs > reviewDueMs
      ? [
          `${number(openNow.items)} ${openNow.items === 1 ? 'item waits' : 'items wait'} for a person, the oldest for ${spanWords(openNow.oldestMs)}, due after ${spanWords(reviewDueMs)}: name who looks at them each day.`,
        ]
      : [],
  much_is_sent_twice: ({ current: { flows } }) =>
    flows.flatMap(({ object, to, written, sentAgain }) =>
      written > 0 && sentAgain / written > SENT_AGAIN
        ? [
            `${number(sentAgain)} values of ${object} had to be sent to the ${sideOf[to]} again (${percent(sentAgain / written)} of what it took): its incidents say when it did not answer.`,
          ]
        : [],
    ),
  edits_are_taken_back: ({ current: { decisions } }) => {
    const n = decisions.find(({ because }) => because === 'foreign_edit_reverted')?.n ?? 0;
    return n > REVERTED
      ? [
          `${number(n)} edits were taken back because the other side owns the field: tell those teams where it is edited, or make the fields two-way.`,
        ]
      : [];
  },
  near_the_daily_limit: ({ current: { calls } }) =>
    calls.flatMap(({ connector, peak, peakDay, dailyLimit }) =>
      dailyLimit !== undefined && peak > NEAR_LIMIT * dailyLimit
        ? [
            `${connector} was called ${number(peak)} times on ${peakDay}, ${percent(peak / dailyLimit)} of its daily limit: lower \`quota.share\`, or buy more calls.`,
          ]
        : [],
    ),
  conflicts_are_growing: ({ current, before }) =>
    before && before.conflicts.detected >= CONFLICTS && current.conflicts.detected > 1.5 * before.conflicts.detected
      ? [
          `Conflicts went from ${number(before.conflicts.detected)} to ${number(current.conflicts.detected)}; ${current.conflicts.fields[0]?.field ?? 'no field'} has most: see who began to edit it on both sides.`,
        ]
      : [],
};

function slow({ flows }: MonthFigures, to: 'crm' | 'helpdesk', remedy: string): readonly string[] {
  return flows.flatMap((flow) =>
    flow.to === to && flow.lag && flow.lag.p95Ms > SLOW_MS
      ? [
          `One in twenty changes of ${flow.object} took longer than ${spanWords(flow.lag.p95Ms)} to reach the ${sideOf[to]}: ${remedy}.`,
        ]
      : [],
  );
}

export const recommendationsOf = (judged: Judged): readonly Recommendation[] =>
  Object.entries(rules).flatMap(([rule, judge]) => judge(judged).map((text) => ({ rule, text })));
