import type { ComputedId } from '@sidelight/shared/map/computed.ts';
import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SupportRecord } from '@sidelight/shared/record/support.ts';
import type { Canon } from '../sync/canonical/canon.ts';
import { figuresOf } from './figures.ts';
import { type Said, sayReason, signed } from './reason-words.ts';
import { changeOf, scoreOf, trendOf } from './score.ts';
import { tagsOf } from './tags.ts';
import type { TicketFact } from './ticket-fact.ts';

/** How a customer stands: what the card shows, and what both systems are to hold. */
export interface Standing {
  readonly record: SupportRecord;
  readonly values: Readonly<Record<ComputedId, Canon>>;
}

/** Pure: from the facts alone, at any moment. */
export function standingOf(rules: HealthScore, facts: readonly TicketFact[], nowMs: number): Standing {
  const figures = figuresOf(facts, rules, nowMs);
  const score = scoreOf(rules, figures);
  const change = score.kind === 'scored' ? changeOf(rules, facts, nowMs) : undefined;
  const reasons =
    score.kind === 'scored'
      ? score.reasons.map((reason) => ({ number: reason.points, note: sayReason(rules, reason) }))
      : [];
  const { lastTicketAtMs } = figures;
  const lastTicketAt = lastTicketAtMs === null ? null : new Date(lastTicketAtMs).toISOString();
  const category = figures.recurring === null ? undefined : ownValue(rules.categories, figures.recurring);
  const number = (n: number | null | undefined): Canon => (n === null || n === undefined ? null : String(n));
  return {
    record: {
      level: score.kind === 'scored' ? score.risk : 'too_few',
      score: score.kind === 'scored' ? { number: score.score, of: 100 } : null,
      change: change === undefined ? null : signed(change),
      trend: score.kind === 'scored' ? [...trendOf(rules, facts, nowMs)] : [],
      reason: reasons[0] ?? null,
      secondReason: reasons[1] ?? null,
      otherReasons: together(reasons.slice(2)),
      ...{ openTickets: figures.open_tickets, lastTicketAt },
    },
    values: {
      health_score: score.kind === 'scored' ? number(score.score) : null,
      health_change: number(change),
      health_reasons:
        reasons.map(({ number: points, note }) => `${note[rules.language]}: ${signed(points)}`).join('\n') || null,
      risk_level: score.kind === 'scored' ? score.risk : null,
      // A day of no zone: that of the helpdesk's clock.
      last_ticket_date: lastTicketAt?.slice(0, 10) ?? null,
      open_tickets: number(figures.open_tickets),
      case_volume: number(figures.case_volume_30d),
      escalations: number(figures.escalations_30d),
      sla_breaches: number(figures.sla_breaches_30d),
      csat: number(figures.csat_60d),
      recurring_issue: category ? say(category.label, rules.language) : null,
      support_tags: nonEmpty(tagsOf(rules, figures, score)),
    },
  };
}

type Points = NonNullable<SupportRecord['reason']>;

function together(reasons: readonly Points[]): Points | null {
  const [first, ...others] = reasons;
  if (!first || others.length === 0) return first ?? null;
  const said = (language: keyof Said) => reasons.map(({ note }) => note[language]).join('; ');
  return {
    number: reasons.reduce((sum, { number }) => sum + number, 0),
    note: {
      en: `${reasons.length} more: ${said('en')}`,
      de: `${reasons.length} weitere: ${said('de')}`,
    },
  };
}

const nonEmpty = (list: readonly string[]): Canon => (list.length === 0 ? null : list);
