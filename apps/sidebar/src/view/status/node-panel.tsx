import type { NodeDetail, PictureNode } from '@sidelight/shared/map/picture.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { fill } from '../../words/words.ts';
import { breaks } from './breaks.tsx';
import type { StatusContext } from './context.ts';
import { focusOnMount } from './focus-on-mount.ts';
import { type Told, worstOf } from './shown-states.ts';
import { statePill } from './state-pill.tsx';

/** Everything the map says of one box. */
export function nodePanel(node: PictureNode, all: readonly Told[], ctx: StatusContext) {
  const { say, select, clock, nowMs } = ctx;
  const { detail } = node;
  const worst = worstOf(all, node.systems);
  const since = worst?.since && ` ${fill(say.ui.since, clock(worst.since, nowMs()))}`;
  const close = () => {
    select(undefined);
    document.getElementById(`node-${node.id}`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere inside closes it; there is a button as well
    <section class="card node" key={node.id} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="head">
        <div>
          <p class="note">{say.kind[node.kind]}</p>
          <h2>{node.title}</h2>
        </div>
        <button type="button" class="btn" ref={focusOnMount} onClick={close}>
          {say.ui.close}
        </button>
      </div>
      {worst && statePill(worst.standing, `${say.state[worst.standing]}${since ?? ''}`)}
      {detail.purpose && <p>{detail.purpose}</p>}
      {detail.ifItStops && (
        <>
          <h3>{say.ui.ifItStops}</h3>
          <p>{detail.ifItStops}</p>
        </>
      )}
      {facts(detail, ctx)}
      {detail.breaks.length > 0
        ? breaks(detail.breaks, ctx)
        : node.kind === 'system' && <p class="note">{say.ui.breaksNothing}</p>}
      {flows(detail, ctx)}
      {fallbacks(detail, ctx)}
    </section>
  );
}

function facts({ owners, contact, recordOf, reviewed }: NodeDetail, { say: { ui }, date, nowMs }: StatusContext) {
  const rows = [
    [ui.businessOwner, owners && who(owners.business)],
    [ui.technicalOwner, owners && who(owners.technical)],
    [ui.contact, contact],
    [ui.recordOf, recordOf.join(', ').replaceAll('_', ' ')],
  ].filter(([, value]) => value);
  return (
    <>
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {reviewed && <p class="note">{fill(ui.reviewed, date(reviewed, nowMs()))}</p>}
    </>
  );
}

const who = ({ name, contact }: { readonly name: string; readonly contact: string }) => `${name} · ${contact}`;

function flows({ flows: all }: NodeDetail, { say }: StatusContext) {
  if (all.length === 0) return null;
  const timings: Readonly<Record<string, string>> = say.timing;
  return (
    <>
      <h3>{say.ui.flows}</h3>
      <ul class="rows">
        {all.map(({ id, data, other, isIncoming, isTwoWay, timing, owners }) => (
          <li key={id}>
            {data}{' '}
            <span class="quiet">{fill(isTwoWay ? say.ui.bothWays : isIncoming ? say.ui.from : say.ui.to, other)}</span>
            <p class="note">
              {ownValue(timings, timing) ?? timing} · {owners.technical.name}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function fallbacks({ fallbacks: all }: NodeDetail, { say: { ui }, date, nowMs }: StatusContext) {
  if (all.length === 0) return null;
  return (
    <>
      <h3>{ui.fallbacks}</h3>
      {all.map(({ fields, steps, sentence, owner, confirmed }) => (
        <div key={fields.join()} class="fallback">
          <b>{fields.join(', ')}</b>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {sentence && <q>{sentence}</q>}
          <p class="note">
            {owner.name} · {fill(ui.confirmed, date(confirmed, nowMs()))}
          </p>
        </div>
      ))}
    </>
  );
}
