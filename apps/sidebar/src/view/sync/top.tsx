import { atAGlance, type Glance, type Look } from '../../model/sync/glance.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import { noun } from '../status/count.ts';
import { refusalText } from './command.tsx';
import type { ReportContext } from './context.ts';

const SIGNS = { good: 'check', warn: 'triangle', bad: 'square', calm: 'dash' } as const satisfies Record<Look, string>;

/** How the whole stands: one sentence, and what else there is. */
export function top(ctx: ReportContext) {
  const { say, state, report } = ctx;
  const { look, says } = atAGlance(report);
  const [first, ...others] = says.map((one) => sentence(one, ctx));
  return (
    <>
      <div class="top">
        <h1>{say.ui.title}</h1>
        <div class={`glance ${look}`} role="status">
          <p>
            {icon(SIGNS[look])} <b>{first}</b> {others.join(' ')}
          </p>
        </div>
      </div>
      {state.refusal && (
        <p class="notice" role="status">
          {icon('triangle')}
          <span>
            {put(say.ui.notRead, { ago: ctx.relative(report.at, ctx.nowMs()) })} {refusalText(state.refusal, ctx)}
          </span>
          <button type="button" class="btn" onClick={ctx.refresh}>
            {say.ui.tryAgain}
          </button>
        </p>
      )}
    </>
  );
}

function sentence(glance: Glance, { say, report, span, nowMs, number }: ReportContext): string {
  switch (glance.code) {
    case 'nothing_in_map':
    case 'all_off':
    case 'agree':
      return say.glance[glance.code];
    case 'late': {
      const { object, side, since } = glance;
      const long = span(nowMs() - Date.parse(since));
      return put(say.glance.late, { object, system: report.systems[side], span: long });
    }
    case 'refused':
      return put(say.glance.refused, { object: glance.object });
    default:
      return put(noun(glance.count, say.glance[glance.code]), { count: number(glance.count) });
  }
}
