import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import type { Drift } from '../../map/compare/drift.ts';
import { evidence, list } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

/** About one ticket's worth: fewer say nothing about codes and types. */
const LEAST_SHOWN = 20;

/** Do values mean what the map says they mean? Seen at work over seven days, never declared. Pure. */
export function taxonomy({ drift, fieldsShown, nowMs }: ReadinessFacts): Evidence[] {
  const isEnough = fieldsShown >= LEAST_SHOWN;
  const claimed = (id: string, claim: string, wrong: readonly string[], mend: string): Evidence =>
    evidence({
      ...{ id, claim, by: 'map drift', at: new Date(nowMs).toISOString() },
      isMet: isEnough && wrong.length === 0,
      found: !isEnough
        ? `only ${fieldsShown} values were shown in 7 days, and ${LEAST_SHOWN} are needed to tell`
        : wrong.length === 0
          ? `none among ${fieldsShown} values shown in 7 days`
          : list(wrong),
      mend: isEnough ? mend : 'Open some tickets with the sidebar: in the sandbox, admins can',
      link: { kind: 'map', file: 'systems' },
    });
  return [
    claimed(
      'no_unknown_codes',
      'Every code that was seen has a word',
      of(drift, 'new_code').map(({ field, code }) => `${field} “${code}”`),
      'Add each code under `values` of its field; `map drift` writes the patch',
    ),
    claimed(
      'no_empty_fields',
      'No field is always empty',
      of(drift, 'never_filled').map(({ field }) => field),
      'Correct the field’s `value`, or take it off its card',
    ),
    claimed(
      'no_wrong_types',
      'Every field holds what its type and rule say',
      of(drift, 'wrong_type').map(({ field }) => field),
      'Correct the field’s `value`, `type` or `valid`',
    ),
    claimed(
      'classes_right',
      'Nothing that looks personal stands in a field of another class',
      of(drift, 'looks_personal').map(({ field, as }) => `${field} looks like ${as}`),
      'Write `class: personal`, or map another property',
    ),
  ];
}

const of = <K extends Drift['kind']>(drift: readonly Drift[], kind: K) =>
  drift.filter((one): one is Extract<Drift, { kind: K }> => one.kind === kind);
