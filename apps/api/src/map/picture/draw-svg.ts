import type { MapPicture, PictureEdge, PictureNode } from '@sidelight/shared/map/picture.ts';

/** How a system stands; what is not named is well. */
export type Standings = ReadonlyMap<string, 'degraded' | 'down' | 'locked_out' | 'maintenance'>;

const colours = { degraded: '#ac5918', down: '#cc3340', locked_out: '#cc3340', maintenance: '#1f73b7' } as const;
const order = ['locked_out', 'down', 'degraded', 'maintenance'] as const;
const words = {
  degraded: 'degraded',
  down: 'down',
  locked_out: 'sign-in refused',
  maintenance: 'maintenance',
} as const;
const RIM = 16;

/** The picture as a document of its own, readable on white. Text is escaped; nothing in it runs. */
export function drawSvg({ width, height, nodes, edges }: MapPicture, standings: Standings | undefined): string {
  const worst = (systems: readonly string[]) =>
    order.find((state) => systems.some((system) => standings?.get(system) === state));
  const colourOf = (systems: readonly string[], calm: string) => {
    const state = worst(systems);
    return state ? colours[state] : calm;
  };
  const arrow = ({ points, label, labelAt, isManual, isTwoWay, systems }: PictureEdge) => {
    const colour = colourOf(systems, '#87929d');
    const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
    const dash = isManual ? ' stroke-dasharray="2 3"' : worst(systems) ? ' stroke-dasharray="6 3"' : '';
    const text = labelAt
      ? `<text x="${labelAt.x}" y="${labelAt.y}" text-anchor="middle" font-size="11" fill="${colour === '#87929d' ? '#5c6970' : colour}">${plain(label)}</text>`
      : '';
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round"${dash}${isTwoWay ? ' marker-start="url(#head)"' : ''} marker-end="url(#head)"/>${text}`;
  };
  const box = ({ kind, title, subtitle, x, y, width: w, height: h, systems }: PictureNode) => {
    const state = worst(systems);
    const calm = kind === 'system' && standings ? '#228f67' : '#b0b8be';
    const radius = kind === 'workflow' ? h / 2 : 6;
    const dash = kind === 'unconnected' ? ' stroke-dasharray="4 3"' : '';
    const middle = y + h / 2;
    const below = [subtitle, state && words[state]].filter(Boolean).join(' · ');
    return [
      `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="#fff" stroke="${colourOf(systems, calm)}" stroke-width="1.5"${dash}/>`,
      `<text x="${x + 14}" y="${middle + (below ? -3 : 5)}" font-size="13" font-weight="600" fill="#293239">${plain(title)}</text>`,
      below ? `<text x="${x + 14}" y="${middle + 14}" font-size="11" fill="#5c6970">${plain(below)}</text>` : '',
    ].join('');
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-RIM} ${-RIM} ${width + 2 * RIM} ${height + 2 * RIM}" width="${width + 2 * RIM}" font-family="system-ui, sans-serif">`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 .5 8 4 0 7.5z" fill="context-stroke"/></marker></defs>',
    `<rect x="${-RIM}" y="${-RIM}" width="100%" height="100%" fill="#fff"/>`,
    ...edges.map(arrow),
    ...nodes.map(box),
    '</svg>',
    '',
  ].join('\n');
}

const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
