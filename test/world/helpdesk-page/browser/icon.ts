const ns = 'http://www.w3.org/2000/svg';

/** 16 px line drawings. Each is decoration: the control that holds one carries the words. */
const paths = {
  tickets: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  plus: 'M8 3v10M3 8h10',
  sliders: 'M4 2.5v5M4 10.5v3M8 2.5v2M8 7.5v6M12 2.5v6M12 11.5v2M2.5 9h3M6.5 6h3M10.5 10h3',
  sun: 'M8 5.200a2.8 2.8 0 1 0 0 5.600a2.8 2.8 0 1 0 0-5.600M8 1.500v1.300M8 13.200v1.300M1.5 8h1.300M13.2 8h1.300M3.4 3.400l.9.9M11.7 11.700l.9.9M3.4 12.600l.9-.9M11.7 4.300l.9-.9',
  moon: 'M13 9.600A5.5 5.5 0 1 1 6.4 3a4.4 4.4 0 0 0 6.6 6.600z',
  close: 'M4 4l8 8M12 4l-8 8',
  reload: 'M13 8a5 5 0 1 1-1.5-3.600M13 2.500v2.800h-2.8',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  ticket: 'M3 2.500h10v11H3zM5.5 5.500h5M5.5 8h5M5.5 10.500h3',
  lock: 'M4 7h8v6.500H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  reply: 'M6.5 3.500L2.5 7.500l4 4M2.5 7.500h6.500a4.5 4.5 0 0 1 4.5 4.500v1',
  gear: 'M8 3.600a4.4 4.4 0 1 0 0 8.800a4.4 4.4 0 1 0 0-8.800M8 6.200a1.8 1.8 0 1 0 0 3.600a1.8 1.8 0 1 0 0-3.600M8 3.600v-1.800M8 14.200v-1.800M3.6 8h-1.800M14.2 8h-1.800M4.9 4.900l-1.300-1.300M12.400 12.400l-1.300-1.300M4.900 11.100l-1.300 1.300M12.400 3.600l-1.300 1.300',
  package: 'M8 2l5.500 2.800v6.400L8 14l-5.500-2.800V4.800zM2.500 4.800L8 7.600l5.500-2.800M8 7.600V14',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
  check: 'M3 8.500l3.500 3.500L13 4.500',
  app: 'M2.5 3h11v10h-11zM9.5 3v10M11 5.500h1M11 7.500h1',
  warning: 'M8 2.500l6 11H2zM8 6.500v3.200M8 11.600v.4',
  power: 'M8 2v5.500M4.7 4a5 5 0 1 0 6.6 0',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}
