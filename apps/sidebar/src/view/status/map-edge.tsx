import type { PictureEdge } from '@sidelight/shared/map/picture.ts';
import { roundedPath } from './rounded-path.ts';
import type { Told } from './shown-states.ts';
import { LOOKS } from './state-look.ts';

export interface DrawnEdge {
  readonly edge: PictureEdge;
  readonly worst: Told | undefined;
  readonly isFaint: boolean;
}

const lookOf = ({ worst }: DrawnEdge): string => (worst ? LOOKS[worst.standing].look : '');

/** An arrow, from where to where. */
export function mapEdge(drawn: DrawnEdge) {
  const { id, points, isManual, isTwoWay } = drawn.edge;
  const look = lookOf(drawn);
  return (
    <g key={id} class={`edge ${look} ${isManual ? 'by-hand' : ''} ${drawn.isFaint ? 'faint' : ''}`}>
      <path
        d={roundedPath(points)}
        marker-start={isTwoWay ? `url(#head-${look})` : undefined}
        marker-end={`url(#head-${look})`}
      />
    </g>
  );
}

/** What moves, above all arrows: none crosses it. */
export function mapLabel(drawn: DrawnEdge) {
  const { id, label, labelAt } = drawn.edge;
  return (
    labelAt && (
      <g key={`${id} label`} class={`edge ${lookOf(drawn)} ${drawn.isFaint ? 'faint' : ''}`}>
        <text x={labelAt.x} y={labelAt.y}>
          {label}
        </text>
      </g>
    )
  );
}
