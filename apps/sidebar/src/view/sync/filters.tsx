import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { ReportContext } from './context.ts';
import { told } from './told.ts';

/** Which items are listed: there only where there are enough of them to look for one. */
export function filters(ctx: ReportContext) {
  const { say, state, report } = ctx;
  const { ui } = say;
  const { filter } = state;
  const open = report.objects.reduce((sum, { reviews }) => sum + reviews.open, 0);
  const isSet = filter.object !== undefined || filter.why !== undefined;
  if (open < 6 && !isSet) return null;
  const whys = Object.keys(say.why).filter(isWhy(say.why));
  return (
    <div class="filters">
      <label>
        {ui.kind}
        <select
          value={filter.object ?? ''}
          onChange={(event) => ctx.filter({ ...filter, object: event.currentTarget.value || undefined })}
        >
          <option value="">{ui.all}</option>
          {report.objects.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {ui.reason}
        <select
          value={filter.why ?? ''}
          onChange={(event) => ctx.filter({ ...filter, why: whys.find((why) => why === event.currentTarget.value) })}
        >
          <option value="">{ui.all}</option>
          {whys.map((why) => (
            <option key={why} value={why}>
              {told(say.why[why], report)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

const isWhy =
  (words: Readonly<Record<ReviewWhy, string>>) =>
  (name: string): name is ReviewWhy =>
    Object.hasOwn(words, name);
