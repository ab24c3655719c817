import type { PictureEdge } from '@sidelight/shared/map/picture.ts';
import { roundedPath } from './rounded-path.ts';
import type { Told } from './shown-states.ts';
import { LOOKS } from './state-look.ts';

/** An arrow: what moves, from where to where. */
export function mapEdge(
  { id, points, label, labelAt, isManual, isTwoWay }: PictureEdge,
  worst: Told | undefined,
  isFaint: boolean,
) {
  const look = worst ? LOOKS[worst.standing].look : '';
  return (
    <g key={id} class={`edge ${look} ${isManual ? 'by-hand' : ''} ${isFaint ? 'faint' : ''}`}>
      <path
        d={roundedPath(points)}
        marker-start={isTwoWay ? `url(#head-${look})` : undefined}
        marker-end={`url(#head-${look})`}
      />
      {labelAt && (
        <text x={labelAt.x} y={labelAt.y}>
          {label}
        </text>
      )}
    </g>
  );
}
