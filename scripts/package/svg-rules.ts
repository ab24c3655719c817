import { textOf } from './files.ts';
import { type Finding, finding } from './finding.ts';
import type { Rule } from './pack.ts';

/** Drawing elements and attributes that the marketplace's cleaner is known to keep. Anything else it may cut out. */
const ELEMENTS = new Set(
  'svg g defs path rect circle ellipse line polyline polygon title desc linearGradient radialGradient stop clipPath use symbol'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  `xmlns version id class viewBox width height x y x1 x2 y1 y2 cx cy r rx ry fx fy d points transform opacity offset
   fill fill-opacity fill-rule clip-path clip-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit
   stroke-dasharray stroke-dashoffset stroke-opacity stop-color stop-opacity gradientUnits preserveAspectRatio`.split(
    /\s+/,
  ),
);
const TAG = /<(?![!?/])([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g;

const drawings: Rule = ({ files }) =>
  [...files].flatMap(([path, bytes]) => (path.endsWith('.svg') ? svgFindings(path, textOf(bytes)) : []));

function svgFindings(path: string, text: string): Finding[] {
  const tags = [...text.matchAll(TAG)];
  if (tags[0]?.[1] !== 'svg') return [finding('dirty_svg', path, 'It is no SVG. Save it as one.')];
  if (tags.some(([, name]) => name === 'image')) {
    return [finding('bitmap_in_svg', path, 'A picture inside makes it a placeholder. Draw it with shapes.')];
  }
  const stray = tags.map(([, name = '', attributes = '']) => strayOf(name, attributes)).find(Boolean);
  if (stray === undefined) return [];
  return [finding('sanitised_svg', path, `“${stray}” would be cut out of it. Remove it.`)];
}

function strayOf(element: string, attributes: string): string | undefined {
  if (!ELEMENTS.has(element)) return `<${element}>`;
  return [...attributes.matchAll(ATTRIBUTE)].map(([, name = '']) => name).find((name) => !ATTRIBUTES.has(name));
}

export const svgRules: readonly Rule[] = [drawings];
