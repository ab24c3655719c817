import type { VendorBudget, WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { fill } from '../../words/words.ts';
import type { StatusContext } from './context.ts';

/** From here on a limit is worth a look. */
const TIGHT = 0.8;

/** What each vendor allows, how much of it is used, for what, and what waits. */
export function quotas(budgets: readonly VendorBudget[], ctx: StatusContext) {
  const [first] = budgets;
  if (!first) return null;
  const { say, percent } = ctx;
  return (
    <section class="card wide">
      <h2>{say.ui.quotas}</h2>
      <p class="note">{fill(say.ui.quotasHint, percent(Math.min(...budgets.map(({ share }) => share))))}</p>
      <ul class="quotas">{budgets.map((budget) => quota(budget, ctx))}</ul>
    </section>
  );
}

function quota({ connector, source, limits, lastHour, yielding }: VendorBudget, { say, number }: StatusContext) {
  // The one that is nearest to its end says it all.
  const [limit] = limits.toSorted((a, b) => b.used / b.calls - a.used / a.calls);
  const used = limit ? limit.used / limit.calls : 0;
  const kinds = Object.entries(lastHour) as [WorkKind, number][];
  const spent = kinds.filter(([, calls]) => calls > 0).map(([kind, calls]) => `${number(calls)} ${say.work[kind]}`);
  return (
    <li key={connector} class={used >= 1 ? 'bad' : used >= TIGHT ? 'warn' : ''}>
      <b>{source}</b>
      <span>
        {limit
          ? fill(
              say.ui.quota,
              number(limit.used),
              number(limit.calls),
              ownValue(say.window, String(limit.windowMs)) ?? '',
            )
          : fill(say.ui.quotaUnknown, source)}
      </span>
      {limit && (
        <svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect class="slow" width="100" height="6" />
          <rect class="half" width={100 * Math.min(1, used)} height="6" />
        </svg>
      )}
      {spent.length > 0 && <span class="note">{fill(say.ui.inHour, spent.join(' · '))}</span>}
      {yielding.length > 0 && (
        // Checks of ours wait on purpose: that is no trouble of anybody's.
        <span class={yielding.every((kind) => kind === 'probe') ? 'note' : 'trouble'}>
          {fill(say.ui.yields, yielding.map((kind) => say.work[kind]).join(', '))}
        </span>
      )}
    </li>
  );
}
