import type { MapPicture, PictureEdge, PictureNode } from '@sidelight/shared/map/picture.ts';

/** What belongs to the chosen box: arrows at it, boxes at their other ends, and all that needs the same systems. */
export interface Near {
  hasNode(node: PictureNode): boolean;
  hasEdge(edge: PictureEdge): boolean;
}

const all: Near = { hasNode: () => true, hasEdge: () => true };

/** With nothing chosen, everything is near. */
export function nearTo({ nodes, edges }: MapPicture, selected: string | undefined): Near {
  const chosen = nodes.find(({ id }) => id === selected);
  if (!chosen) return all;
  const shares = (systems: readonly string[]) =>
    chosen.kind === 'system' && systems.some((system) => chosen.systems.includes(system));
  const touches = ({ from, to }: PictureEdge) => from === chosen.id || to === chosen.id;
  const around = new Set(edges.filter(touches).flatMap(({ from, to }) => [chosen.id, from, to]));
  return {
    hasNode: ({ id, systems }) => id === chosen.id || around.has(id) || shares(systems),
    hasEdge: (edge) => touches(edge) || shares(edge.systems),
  };
}
