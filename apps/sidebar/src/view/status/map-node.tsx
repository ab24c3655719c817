import type { PictureNode } from '@sidelight/shared/map/picture.ts';
import { type IconName, icon } from '../icon.tsx';
import type { StatusContext } from './context.ts';
import { fit, linesOf, textWidth } from './fit.ts';
import type { Told } from './shown-states.ts';
import { LOOKS } from './state-look.ts';

const PAD = 12;
const TITLE = 13;
const SMALL = 12;
const LINE = 15;
/** Bold letters are that much wider. */
const BOLD = 1.2;

/** A box of the map: a button, since it opens what is known of it. */
export function mapNode(node: PictureNode, found: Told | undefined, isFaint: boolean, ctx: StatusContext) {
  // A workflow that goes without a system has always done so: the system's own box says it.
  const worst = node.kind === 'workflow' && found?.standing === 'not_connected' ? undefined : found;
  const { id, kind, title, subtitle, x, y, width, height } = node;
  const { say, state, select } = ctx;
  const isWatched = node.systems.length > 0 && kind !== 'unconnected';
  const standing = worst?.standing ?? 'ok';
  const look = worst ? LOOKS[standing].look : isWatched && kind !== 'workflow' ? 'good' : '';
  const word = isWatched ? say.state[standing] : '';
  const middle = y + height / 2;
  const inner = width - 2 * PAD;
  const room = inner - (look === 'good' ? 18 : 0);
  const size = kind === 'workflow' || kind === 'unconnected' ? TITLE : TITLE * BOLD;
  const names = subtitle ? [fit(title, room, size)] : linesOf(title, room, size);
  const open = () => select(id);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside a drawing
    <g
      key={id}
      id={`node-${id}`}
      role="button"
      tabindex={0}
      aria-pressed={state.selected === id}
      class={`box ${kind} ${look} ${isFaint ? 'faint' : ''}`}
      onClick={open}
      onKeyDown={onKey}
    >
      <title>{[title, subtitle, worst && say.state[standing]].filter(Boolean).join(' ')}</title>
      <rect x={x} y={y} width={width} height={height} rx={kind === 'workflow' ? height / 2 : 6} />
      {names.map((name, i) => (
        <text
          key={name}
          class="name"
          x={x + PAD}
          y={middle + (subtitle ? -3 : 5) + (i - (names.length - 1) / 2) * LINE}
        >
          {name}
        </text>
      ))}
      {subtitle && (
        <text class="sub" x={x + PAD} y={middle + 14}>
          {fit(subtitle, inner, SMALL)}
        </text>
      )}
      {look === 'good' && sign('check', x + width - PAD - 10, middle - 14)}
      {worst && badge(worst, word, x + width, y)}
    </g>
  );
}

/** An icon at a place of the drawing. */
const sign = (name: IconName, x: number, y: number) => (
  <svg x={x} y={y} width={12} height={12} aria-hidden="true">
    {icon(name)}
  </svg>
);

/** What is wrong, on the rim of its box. */
function badge({ standing }: Told, word: string, right: number, y: number) {
  const width = textWidth(word, SMALL * BOLD) + 30;
  const left = right - width - 8;
  return (
    <g class="badge">
      <rect x={left} y={y - 13} width={width} height={19} rx={4} />
      {sign(LOOKS[standing].sign, left + 6, y - 9.5)}
      <text x={left + 22} y={y + 0.5}>
        {word}
      </text>
    </g>
  );
}
