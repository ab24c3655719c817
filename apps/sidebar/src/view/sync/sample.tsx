import type { SampleRecord } from '@sidelight/shared/sync/sync-report.ts';
import { put } from '../../words/put.ts';
import { outLink } from '../out-link.tsx';
import type { ReportContext } from './context.ts';
import { valueText } from './value-text.ts';

/** Some of the records that would change, with what they hold and would hold where the reader may see it. */
export function samplePart(sample: readonly SampleRecord[], ctx: ReportContext) {
  const { say, report } = ctx;
  const { ui } = say;
  const { left, right } = report.systems;
  return (
    <>
      <h4>{ui.sample}</h4>
      <ul class="rows sample">
        {sample.map((one) => (
          <li key={`${one.left} ${one.right}`} class="letter">
            <ul>
              {one.changes.map((change) => (
                <li key={`${change.field} ${change.side}`} dir="auto">
                  {put(ui.letterTo, { field: change.label, system: report.systems[change.side] })}
                  {': '}
                  {change.to === undefined ? (
                    <span class="note">{ui.sampleMasked}</span>
                  ) : (
                    <>
                      <span class="note">{valueText(change.from ?? null, ctx)}</span> →{' '}
                      <b>{valueText(change.to, ctx)}</b>
                    </>
                  )}
                </li>
              ))}
            </ul>
            <span class="links">
              {one.urls.left !== undefined && outLink(one.urls.left, ctx, put(ui.openIn, { system: left }), one.left)}
              {one.urls.right !== undefined &&
                outLink(one.urls.right, ctx, put(ui.openIn, { system: right }), one.right)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
