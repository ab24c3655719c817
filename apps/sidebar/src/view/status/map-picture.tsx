import type { MapPicture } from '@sidelight/shared/map/picture.ts';
import type { StatusContext } from './context.ts';
import { mapEdge, mapLabel } from './map-edge.tsx';
import { mapNode } from './map-node.tsx';
import { nearTo } from './near.ts';
import { type Told, worstOf } from './shown-states.ts';

/** Room for what sticks out of the boxes at the rim. */
const RIM = 16;
const HEADS = ['', 'good', 'warn', 'bad', 'planned'];

/** Boxes and arrows, as laid out, with each one's health. Arrows in trouble lie on top of the others. */
export function mapPicture(picture: MapPicture, all: readonly Told[], ctx: StatusContext) {
  const { width, height, nodes, edges } = picture;
  const near = nearTo(picture, ctx.state.selected);
  const told = edges.map((edge) => ({ edge, worst: worstOf(all, edge.systems), isFaint: !near.hasEdge(edge) }));
  const sorted = told.sort((a, b) => Number(!!a.worst) - Number(!!b.worst));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it; there is no element for that
    <svg viewBox={`${-RIM} ${-RIM} ${width + 2 * RIM} ${height + 2 * RIM}`} role="group" aria-label={ctx.say.ui.map}>
      <defs>
        {HEADS.map((look) => (
          <marker
            key={look}
            id={`head-${look}`}
            class={`head ${look}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 .5 8 4 0 7.5z" />
          </marker>
        ))}
      </defs>
      {sorted.map(mapEdge)}
      {sorted.map(mapLabel)}
      {nodes.map((node) => mapNode(node, worstOf(all, node.systems), !near.hasNode(node), ctx))}
    </svg>
  );
}
