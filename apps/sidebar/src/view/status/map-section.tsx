import { icon } from '../icon.tsx';
import type { StatusContext } from './context.ts';
import { mapPicture } from './map-picture.tsx';
import { scrollToWorst } from './scroll-to-worst.ts';
import type { Told } from './shown-states.ts';
import { LOOK_ORDER, LOOKS } from './state-look.ts';

/** The picture of everything connected, with health put on, and what its colours mean. */
export function mapSection(all: readonly Told[], ctx: StatusContext) {
  const { say, state } = ctx;
  const { picture } = state;
  if (picture.state === 'reading') return <section class="map blank" aria-busy="true" />;
  if (picture.state === 'failed' || picture.value.nodes.length === 0) {
    return (
      <section class="map">
        <p class="quiet">{picture.state === 'failed' ? say.ui.mapBroken : say.ui.mapEmpty}</p>
        {picture.state === 'failed' && (
          <button type="button" class="btn" onClick={ctx.refresh}>
            {say.ui.tryAgain}
          </button>
        )}
      </section>
    );
  }
  return (
    <section class="map" aria-label={say.ui.map}>
      <div class="drawing" ref={scrollToWorst} style={`--map: ${picture.value.width}px`}>
        {mapPicture(picture.value, all, ctx)}
      </div>
      <ul class="legend">
        {LOOK_ORDER.toReversed().map((standing) => (
          <li key={standing} class={LOOKS[standing].look}>
            {icon(LOOKS[standing].sign)} {say.state[standing]}
          </li>
        ))}
        <li class="by-hand">{say.ui.byHand}</li>
        <li class="apart">{say.kind.unconnected}</li>
      </ul>
      <p class="note">{say.ui.mapHint}</p>
    </section>
  );
}
