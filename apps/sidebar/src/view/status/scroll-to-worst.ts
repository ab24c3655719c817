/** What of the picture stands left of the box it is scrolled to. */
const RIM_PX = 16;

/**
 * A `ref`: where the map is wider than its place, what is wrong is in sight first, else what is connected. Once: from
 * then on it is the reader who scrolls.
 */
export function scrollToWorst(map: HTMLElement | null): void {
  const box = map?.querySelector('.box:is(.bad, .warn, .planned)') ?? map?.querySelector('.box.system');
  if (!map || !box) return;
  map.scrollLeft += box.getBoundingClientRect().left - map.getBoundingClientRect().left - RIM_PX;
}
