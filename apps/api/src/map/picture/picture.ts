import { cutText } from '@sidelight/shared/cut-text.ts';
import { SIDEBAR } from '@sidelight/shared/map/flow.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { MapPicture, PictureEdge, PictureNode } from '@sidelight/shared/map/picture.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { type Details, detailsOf } from './details.ts';
import { place } from './layout.ts';
import { syncInWords } from './words.ts';

const SIZE = { width: 156, height: 48 };
/** About what a bold letter takes at 13 px; what stands beside the name of a system: its sign, and some room. */
const BOLD_LETTER = 8.8;
const BESIDE = 42;
/** Longer words on an arrow would push the boxes apart. */
const MAX_LABEL = 28;

type Box = Omit<PictureNode, 'x' | 'y'>;
type Arrow = Omit<PictureEdge, 'points' | 'labelAt'>;

/** The map as boxes and arrows, placed, in one language. Pure: the same map gives the same picture. */
export function pictureOf(map: IntegrationMap, locale: string): MapPicture {
  const details = detailsOf(map, locale);
  const boxes = [...systemBoxes(map, details), ...workflowBoxes(map, details)];
  const known = new Set(boxes.map(({ id }) => id));
  const arrows = [...flowArrows(map, locale), ...needArrows(map)].filter(
    ({ from, to }) => known.has(from) && known.has(to),
  );
  const isConnected = (id: string) => Object.hasOwn(map.systems, id);
  const lines = arrows.map((arrow) => ({ ...arrow, isAcross: isConnected(arrow.from) && isConnected(arrow.to) }));
  const placed = place({ boxes, arrows: lines });
  return {
    width: placed.width,
    height: placed.height,
    // Both were placed just above.
    nodes: boxes.map((box) => ({ ...box, ...placed.boxes.get(box.id)! })),
    edges: arrows.map((arrow) => {
      const { points, labelAt } = placed.arrows.get(arrow.id)!;
      return { ...arrow, points: [...points], ...(arrow.label && labelAt && { labelAt }) };
    }),
  };
}

function systemBoxes(map: IntegrationMap, { locale, system, unconnected, sidebar }: Details): Box[] {
  const longest = Math.max(...Object.values(map.systems).map(({ name }) => say(name, locale).length));
  const width = Math.max(SIZE.width, Math.ceil(longest * BOLD_LETTER) + BESIDE);
  const connected = Object.values(map.systems).map(
    (spec): Box => ({
      ...{ id: spec.system, kind: 'system', title: say(spec.name, locale), ...SIZE, width, systems: [spec.system] },
      subtitle: Object.values(spec.connectors)
        .map(({ name }) => name)
        .join(', '),
      detail: system(spec.system),
    }),
  );
  const others = Object.entries(map.unconnected).map(
    ([id, spec]): Box => ({
      ...{ id, kind: 'unconnected', title: say(spec.name, locale), ...SIZE, systems: [], detail: unconnected(id) },
      subtitle: syncInWords(spec.sync, locale),
    }),
  );
  const isGerman = /^de\b/i.test(locale);
  const app: Box = {
    ...{
      id: SIDEBAR,
      kind: 'sidebar',
      title: 'Sidelight',
      width: SIZE.width,
      height: 64,
      systems: [],
      detail: sidebar(),
    },
    subtitle: `${map.cards.length} ${isGerman ? 'Karten' : 'cards'}`,
  };
  return [...connected, ...others, app];
}

function workflowBoxes(map: IntegrationMap, { locale, workflow }: Details): Box[] {
  return Object.entries(map.workflows).map(([id, spec]) => ({
    ...{ id: `workflow:${id}`, kind: 'workflow' as const, title: say(spec.name, locale), subtitle: '', ...SIZE },
    ...{ systems: neededBy(map, id), detail: workflow(id) },
  }));
}

/** One arrow between two boxes, however many flows there are: the details list each. */
function flowArrows(map: IntegrationMap, locale: string): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const [id, flow] of Object.entries(map.flows)) {
    const pair = [flow.from, flow.to].sort().join('|');
    const isManual = flow.timing === 'manual';
    const isTwoWay = flow.direction === 'two_way';
    const drawn = arrows.get(pair);
    if (drawn) {
      if (isTwoWay) arrows.set(pair, { ...drawn, isTwoWay });
      continue;
    }
    const label = say(flow.data, locale);
    const systems = [flow.from, flow.to].filter((end) => Object.hasOwn(map.systems, end));
    arrows.set(pair, {
      ...{ id, from: flow.from, to: flow.to, label: cutText(label, MAX_LABEL), isManual, isTwoWay },
      systems,
    });
  }
  return [...arrows.values()];
}

const needArrows = (map: IntegrationMap): Arrow[] =>
  Object.keys(map.workflows).map((id) => ({
    ...{ id: `need:${id}`, from: SIDEBAR, to: `workflow:${id}`, label: '', isManual: false, isTwoWay: false },
    systems: neededBy(map, id),
  }));

function neededBy(map: IntegrationMap, id: string): string[] {
  const needs = ownValue(map.workflows, id)?.needs;
  if (!needs) return [];
  const of = Object.values(map.systems).filter((spec) =>
    needs.fields.some((field) => Object.hasOwn(spec.fields, field)),
  );
  return [...new Set([...of.map(({ system }) => system), ...needs.systems])];
}
