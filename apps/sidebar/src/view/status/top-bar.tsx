import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { PageState } from '../../model/status/state.ts';
import { headline } from './headline.tsx';
import { incidentList } from './incident-list.tsx';
import { insteadOf } from './instead-of.tsx';
import type { PageKit } from './kit.ts';
import { standings } from './standing-of.ts';

/** What is out of order and what to do about it, in a popover: the page without its pictures and measures. */
export function topBar(state: PageState, kit: PageKit, role: Boot['role']) {
  const { report } = state;
  const instead = insteadOf(state, kit, role);
  if (instead || !report) return instead;
  const here = { ...kit, state };
  return (
    <main class="status small">
      {headline(report, standings(report), here)}
      {incidentList(report, here)}
    </main>
  );
}
