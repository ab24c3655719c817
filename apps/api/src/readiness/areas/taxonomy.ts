import type { Claim } from '@sidelight/shared/setup/claim.ts';
import type { Finding } from '@sidelight/shared/setup/finding.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import type { Drift } from '../../map/compare/drift.ts';
import { evidence, naming } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

/** About one ticket's worth: fewer say nothing about codes and types. */
const LEAST_SHOWN = 20;

/** Do values mean what the map says they mean? Seen at work over seven days, never declared. Pure. */
export function taxonomy({ drift, fieldsShown, nowMs }: ReadinessFacts): Evidence[] {
  const isEnough = fieldsShown >= LEAST_SHOWN;
  const claimed = (claim: Claim, wrong: readonly string[], found: Finding): Evidence =>
    evidence({
      claim,
      isMet: isEnough && wrong.length === 0,
      found: !isEnough
        ? { code: 'too_little_shown', count: fieldsShown, least: LEAST_SHOWN }
        : wrong.length === 0
          ? { code: 'values_right', count: fieldsShown }
          : found,
      at: new Date(nowMs).toISOString(),
      link: { kind: 'map', file: 'systems' },
    });
  const codes = of(drift, 'new_code').map(({ field, code }) => `${field} = ${code}`);
  const empty = of(drift, 'never_filled').map(({ field }) => field);
  const mistyped = of(drift, 'wrong_type').map(({ field }) => field);
  const personal = of(drift, 'looks_personal').map(({ field }) => field);
  return [
    claimed({ code: 'no_unknown_codes' }, codes, naming('unknown_codes', codes)),
    claimed({ code: 'no_empty_fields' }, empty, naming('empty_fields', empty)),
    claimed({ code: 'no_wrong_types' }, mistyped, naming('wrong_types', mistyped)),
    claimed({ code: 'classes_right' }, personal, naming('looks_personal', personal)),
  ];
}

const of = <K extends Drift['kind']>(drift: readonly Drift[], kind: K) =>
  drift.filter((one): one is Extract<Drift, { kind: K }> => one.kind === kind);
