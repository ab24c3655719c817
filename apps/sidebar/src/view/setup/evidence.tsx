import type { Evidence, ReadinessArea } from '@sidelight/shared/setup/readiness.ts';
import { areaId, sectionId } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { noun } from '../status/count.ts';
import type { SetupContext } from './context.ts';
import { inCode } from './in-code.tsx';
import { remedyOf } from './remedy-of.ts';
import { sentence } from './sentence.ts';

/** What an area's score rests on: what was checked, by what, when, and what to do about it. */
export function evidenceOf({ area, score, evidence }: ReadinessArea, ctx: SetupContext) {
  const { say, number } = ctx;
  const met = evidence.filter(({ isMet }) => isMet).length;
  const checks = fill(noun(evidence.length, say.checksMet), number(met), number(evidence.length));
  return (
    <div key={area} class="evidence" id={`${areaId(area)}-evidence`}>
      <h3>
        {fill(say.ui.scoreOf, say.area[area], number(score))} <span class="note">{checks}</span>
      </h3>
      <ul>{evidence.toSorted(unmetFirst).map((one) => line(one, ctx))}</ul>
    </div>
  );
}

const unmetFirst = (a: Evidence, b: Evidence): number => Number(a.isMet) - Number(b.isMet);

function line(one: Evidence, ctx: SetupContext) {
  const { say } = ctx;
  const { ui } = say;
  const { claim, isMet, found, at, link } = one;
  return (
    <li key={claim.code} class={isMet ? 'met' : 'unmet'}>
      {icon(isMet ? 'check' : 'triangle')}
      <div>
        <p>
          <b>{sentence(say.claim[claim.code], claim, ctx)}</b> <span class="sr">({isMet ? ui.met : ui.unmet})</span>
        </p>
        <p>{sentence(say.found[found.code], found, ctx)}</p>
        {!isMet && (
          <p>
            <b>{ui.remedy}</b> {inCode(remedyOf(one, say))}
          </p>
        )}
        <p class="note">
          {fill(ui.foundBy, say.foundBy[claim.code])} · {at === undefined ? ui.never : ctx.relative(at, ctx.nowMs())}{' '}
          {way(link, ctx)}
        </p>
      </div>
    </li>
  );
}

function way(link: Evidence['link'], ctx: SetupContext) {
  if (!link) return null;
  const { ui } = ctx.say;
  if (link.kind === 'map') {
    return (
      <>
        · {fill(ui.map, '')} <code>{link.file}</code>
      </>
    );
  }
  const go = (words: string, run: () => void) => (
    <>
      ·{' '}
      <button type="button" class="link" onClick={run}>
        {words}
      </button>
    </>
  );
  if (link.kind === 'incident') return go(ui.seeStatus, ctx.showStatus);
  switch (link.section) {
    case 'connections':
      return go(ui.seeConnections, () => ctx.jump(sectionId('connections')));
    case 'webhook':
      return go(ui.seeWebhook, () => ctx.jump(sectionId('webhook')));
    case 'rollout':
      return go(ui.seeRollout, () => ctx.jump(sectionId('rollout')));
    case 'status':
      return go(ui.seeStatus, ctx.showStatus);
  }
}
