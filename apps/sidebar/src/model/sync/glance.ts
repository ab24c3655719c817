import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';

/** One thing that stands out, by its code and what its sentence names. */
export type Glance =
  | { readonly code: 'nothing_in_map' | 'all_off' | 'agree' }
  | { readonly code: 'late'; readonly object: string; readonly side: 'left' | 'right'; readonly since: string }
  | { readonly code: 'refused'; readonly object: string }
  | { readonly code: 'waits' | 'overdue' | 'letters' | 'aside' | 'on_the_way'; readonly count: number };
export type Look = 'good' | 'warn' | 'bad' | 'calm';

export interface AtAGlance {
  readonly look: Look;
  /** The first is what matters most. */
  readonly says: readonly Glance[];
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** How the whole stands, in a sentence or two. */
export function atAGlance({ isInMap, objects }: SyncReport): AtAGlance {
  if (!isInMap) return { look: 'calm', says: [{ code: 'nothing_in_map' }] };
  const on = objects.filter(({ isOn }) => isOn);
  const late = on.flatMap(({ label, sides, switchedAt }): Glance[] =>
    (['left', 'right'] as const).flatMap((side) => {
      const since = sides[side].readAt ?? switchedAt;
      return sides[side].isLate && since ? [{ code: 'late', object: label, side, since }] : [];
    }),
  );
  const refused = on.flatMap(({ label, run }): Glance[] =>
    run?.kind !== 'dry_run' && run?.result?.refused ? [{ code: 'refused', object: label }] : [],
  );
  const waits = sum(objects.map(({ reviews }) => reviews.blocking));
  const overdue = sum(objects.map(({ reviews }) => reviews.overdue));
  const letters = sum(objects.flatMap((one) => one.letters.map(({ count }) => count)));
  const onTheWay = sum(on.flatMap(({ sides: { left, right } }) => [left, right].map((s) => s.waiting + s.underWay)));
  const aside = sum(on.map((one) => new Set(one.aside.map(({ field }) => field)).size));
  const some = (code: 'waits' | 'overdue' | 'letters' | 'aside' | 'on_the_way', count: number): Glance[] =>
    count > 0 ? [{ code, count }] : [];
  const wrong = [
    ...late,
    ...refused,
    ...some('waits', waits),
    ...some('overdue', overdue),
    ...some('aside', aside),
    ...some('letters', letters),
  ];
  if (wrong.length > 0) return { look: late.length + refused.length + overdue > 0 ? 'bad' : 'warn', says: wrong };
  if (on.length === 0) return { look: 'calm', says: [{ code: 'all_off' }] };
  return { look: 'good', says: [{ code: 'agree' }, ...some('on_the_way', onTheWay)] };
}
