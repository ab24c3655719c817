import type { Owner } from '@sidelight/shared/health/blast-radius.ts';
import { type Owners, SIDEBAR } from '@sidelight/shared/map/flow.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { NodeDetail } from '@sidelight/shared/map/picture.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { Priority } from '@sidelight/shared/map/workflow.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

import { withoutBlanks } from './words.ts';

/** What a person is told who clicks a box. */
export interface Details {
  readonly locale: string;
  system(id: string): NodeDetail;
  unconnected(id: string): NodeDetail;
  workflow(id: string): NodeDetail;
  sidebar(): NodeDetail;
}

export function detailsOf(map: IntegrationMap, locale: string): Details {
  const owner = (team: string): Owner => {
    const found = ownValue(map.teams, team);
    return found ? { name: say(found.name, locale), contact: found.contact } : { name: team, contact: '' };
  };
  const both = ({ business, technical }: Owners) => ({ business: owner(business), technical: owner(technical) });
  const nameOf = (id: string) =>
    id === SIDEBAR
      ? 'Sidelight'
      : say(ownValue(map.systems, id)?.name ?? ownValue(map.unconnected, id)?.name ?? id, locale);

  const flowsOf = (id: string): NodeDetail['flows'] =>
    Object.entries(map.flows).flatMap(([flowId, flow]) => {
      if (flow.from !== id && flow.to !== id) return [];
      const isIncoming = flow.to === id;
      const other = nameOf(isIncoming ? flow.from : flow.to);
      const { timing, direction } = flow;
      const moves = { id: flowId, data: say(flow.data, locale), other, isIncoming, isTwoWay: direction === 'two_way' };
      return [{ ...moves, timing, owners: both(flow.owners) }];
    });
  const breaksWhere = (isMeant: (id: string) => boolean): NodeDetail['breaks'] =>
    Object.entries(map.workflows)
      .filter(([id]) => isMeant(id))
      .sort(([, a], [, b]) => rank(a.priority) - rank(b.priority))
      .map(([id, spec]) => ({
        ...{ id, name: say(spec.name, locale), priority: spec.priority, owner: owner(spec.owner) },
        ...{ impact: say(spec.impact, locale), workaround: say(spec.workaround, locale) },
      }));

  return {
    locale,
    system(id) {
      const spec = ownValue(map.systems, id);
      if (!spec) throw new Error(`the map has no system ${id}`);
      const { purpose, contact, recordOf, reviewed } = spec;
      const isNeeding = (workflow: string) => {
        const needs = ownValue(map.workflows, workflow)?.needs;
        return needs?.systems.includes(id) || needs?.fields.some((field) => Object.hasOwn(spec.fields, field)) || false;
      };
      return {
        ...{ purpose, owners: both(spec.owners), contact, recordOf: [...recordOf], reviewed },
        ...{ flows: flowsOf(id), breaks: breaksWhere(isNeeding) },
        fallbacks: Object.entries(spec.fallbacks).map(([name, fallback]) => ({
          fields: Object.values(spec.fields).flatMap((f) => (f.fallback === name ? say(f.label, locale) : [])),
          steps: fallback.steps.map(({ text }) => withoutBlanks(say(text, locale), locale)),
          ...(fallback.sentence !== undefined && { sentence: withoutBlanks(say(fallback.sentence, locale), locale) }),
          ...{ owner: owner(fallback.owner), confirmed: fallback.confirmed },
        })),
      };
    },
    unconnected(id) {
      const spec = ownValue(map.unconnected, id);
      if (!spec) throw new Error(`the map has no ${id}`);
      const { purpose, contact, recordOf, reviewed } = spec;
      return {
        ...{ purpose, owners: both(spec.owners), contact, recordOf: [...recordOf], reviewed },
        ...{ ifItStops: say(spec.ifItStops, locale), flows: flowsOf(id), breaks: [], fallbacks: [] },
      };
    },
    workflow: (id) => ({ recordOf: [], flows: [], breaks: breaksWhere((other) => other === id), fallbacks: [] }),
    sidebar: () => ({ recordOf: [], flows: flowsOf(SIDEBAR), breaks: [], fallbacks: [] }),
  };
}

const rank = (priority: Priority): number => Priority.options.indexOf(priority);
