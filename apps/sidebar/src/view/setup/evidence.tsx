import type { Evidence, ReadinessArea } from '@sidelight/shared/setup/readiness.ts';
import { areaId, sectionId } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { noun } from '../status/count.ts';
import type { Here } from './kit.ts';
import { remedyOf } from './remedy-of.ts';
import { sentence } from './sentence.ts';

/** What an area's score rests on: what was checked, by what, when, and what to do about it. */
export function evidenceOf({ area, score, evidence }: ReadinessArea, here: Here) {
  const { say, number } = here;
  const met = evidence.filter(({ isMet }) => isMet).length;
  const checks = fill(noun(evidence.length, say.checksMet), number(met), number(evidence.length));
  return (
    <div key={area} class="evidence" id={`${areaId(area)}-evidence`}>
      <h3>
        {fill(say.ui.scoreOf, say.area[area], number(score))} <span class="note">{checks}</span>
      </h3>
      <ul>{evidence.toSorted(unmetFirst).map((one) => line(one, here))}</ul>
    </div>
  );
}

const unmetFirst = (a: Evidence, b: Evidence): number => Number(a.isMet) - Number(b.isMet);

function line(one: Evidence, here: Here) {
  const { say } = here;
  const { ui } = say;
  const { claim, isMet, found, at, link } = one;
  return (
    <li key={claim.code} class={isMet ? 'met' : 'unmet'}>
      {icon(isMet ? 'check' : 'triangle')}
      <div>
        <p>
          <b>{sentence(say.claim[claim.code], claim, here)}</b> <span class="sr">({isMet ? ui.met : ui.unmet})</span>
        </p>
        <p>{sentence(say.found[found.code], found, here)}</p>
        {!isMet && (
          <p>
            <b>{ui.remedy}</b> {remedyOf(one, say)}
          </p>
        )}
        <p class="note">
          {fill(ui.foundBy, say.foundBy[claim.code])} · {at === undefined ? ui.never : here.relative(at, here.nowMs())}{' '}
          {way(link, here)}
        </p>
      </div>
    </li>
  );
}

function way(link: Evidence['link'], here: Here) {
  if (!link) return null;
  const { ui } = here.say;
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
  if (link.kind === 'incident') return go(ui.seeStatus, here.showStatus);
  switch (link.section) {
    case 'connections':
      return go(ui.seeConnections, () => here.jump(sectionId('connections')));
    case 'webhook':
      return go(ui.seeWebhook, () => here.jump(sectionId('webhook')));
    case 'rollout':
      return go(ui.seeRollout, () => here.jump(sectionId('rollout')));
    case 'status':
      return go(ui.seeStatus, here.showStatus);
  }
}
