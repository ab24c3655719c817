import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Observation, Observed } from '@sidelight/shared/map/observation.ts';
import { NEW_VALUE } from '@sidelight/shared/map/reportable-code.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

export type Drift =
  | { readonly kind: 'undeclared_call'; readonly system: string; readonly connector: string }
  | { readonly kind: 'flow_never_seen'; readonly flow: string; readonly reads: readonly string[] }
  | { readonly kind: 'never_filled'; readonly field: string; readonly shown: number }
  | { readonly kind: 'new_code'; readonly field: string; readonly code: string; readonly count: number }
  | { readonly kind: 'wrong_type'; readonly field: string; readonly count: number }
  | {
      readonly kind: 'looks_personal';
      readonly field: string;
      readonly as: string;
      readonly class: FieldSpec['class'];
    };

/** Fewer looks than this say nothing about a field. */
const ENOUGH = 20;

/** What the map declares and what was seen, where they differ. Pure. */
export function driftOf(map: IntegrationMap, { all }: Observed): Drift[] {
  const of = (kind: Observation['kind']) => all.filter((seen) => seen.kind === kind);
  const count = (kind: Observation['kind'], name: string, detail?: string) =>
    of(kind)
      .filter((seen) => seen.name === name && (detail === undefined || seen.detail === detail))
      .reduce((sum, seen) => sum + seen.count, 0);

  const calls = of('call').flatMap(({ name }): Drift[] => {
    const [system = '', connector = ''] = name.split('/');
    return Object.hasOwn(ownValue(map.systems, system)?.connectors ?? {}, connector)
      ? []
      : [{ kind: 'undeclared_call', system, connector }];
  });
  const hasSeenAnything = of('read').length > 0;
  const flows = Object.entries(map.flows).flatMap(([flow, { reads }]): Drift[] => {
    const isSeen = reads.length === 0 || reads.some((read) => count('read', read) > 0);
    return isSeen || !hasSeenAnything ? [] : [{ kind: 'flow_never_seen', flow, reads }];
  });
  const onCards = new Set(map.cards.flatMap((card) => card.fields));
  const fields = Object.values(map.systems).flatMap((spec) =>
    Object.entries(spec.fields).flatMap(([field, declared]): Drift[] => {
      if (!onCards.has(field)) return [];
      const shown = count('field', field);
      const bad = count('field', field, 'bad_answer');
      const codes = of('code').filter(
        (seen) => seen.name === field && !Object.hasOwn(declared.values ?? {}, seen.detail),
      );
      const looks = of('looks').filter((seen) => seen.name === field && declared.class !== 'personal');
      return [
        ...(shown >= ENOUGH && count('field', field, 'filled') === 0 && bad === 0
          ? [{ kind: 'never_filled', field, shown } as const]
          : []),
        ...(bad > 0 && bad * 2 >= shown ? [{ kind: 'wrong_type', field, count: bad } as const] : []),
        ...codes.map((seen): Drift => ({ kind: 'new_code', field, code: seen.detail, count: seen.count })),
        ...looks.map((seen): Drift => ({ kind: 'looks_personal', field, as: seen.detail, class: declared.class })),
      ];
    }),
  );
  return [...calls, ...flows, ...fields];
}

export function driftInWords(drift: Drift): string {
  switch (drift.kind) {
    case 'undeclared_call':
      return `${drift.system} was asked through ${drift.connector}, which the map does not declare`;
    case 'flow_never_seen':
      return `flow ${drift.flow} was never seen: none of ${drift.reads.join(', ')} was answered`;
    case 'never_filled':
      return `${drift.field} was never filled in ${drift.shown} looks`;
    case 'new_code':
      return drift.code === NEW_VALUE
        ? `${drift.field} holds a value that is no code and has no word yet (${drift.count} times)`
        : `${drift.field} holds "${drift.code}", which has no word yet (${drift.count} times)`;
    case 'wrong_type':
      return `${drift.field} holds something that is not its type, or breaks its rule (${drift.count} times)`;
    case 'looks_personal':
      return `${drift.field} looks like ${drift.as}, and its class is ${drift.class}`;
  }
}
