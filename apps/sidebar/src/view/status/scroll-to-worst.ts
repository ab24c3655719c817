/** What of the picture stands left of the box it is scrolled to. */
const RIM_PX = 16;

/**
 * A `ref`: where the map is wider than its place, what is wrong is in sight first, else what is connected. Once: from
 * then on it is the reader who scrolls.
 */
export function scrollToWorst(drawing: HTMLElement | null): void {
  const box = drawing?.querySelector('.box:is(.bad, .warn, .planned)') ?? drawing?.querySelector('.box.system');
  if (!drawing || !box) return;
  drawing.scrollLeft += box.getBoundingClientRect().left - drawing.getBoundingClientRect().left - RIM_PX;
}
