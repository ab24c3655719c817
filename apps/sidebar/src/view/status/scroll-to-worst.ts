/** What of the picture stands left of the box it is scrolled to. */
const RIM_PX = 16;

/**
 * A `ref`: where the map is so much wider than its place that what is wrong would be out of sight, or what is connected
 * where nothing is, it begins there. Once: from then on it is the reader who scrolls.
 */
export function scrollToWorst(drawing: HTMLElement | null): void {
  const box = drawing?.querySelector('.box:is(.bad, .warn, .planned)') ?? drawing?.querySelector('.box.system');
  if (!drawing || !box) return;
  const [place, wanted] = [drawing.getBoundingClientRect(), box.getBoundingClientRect()];
  if (wanted.right > place.right) drawing.scrollLeft += wanted.left - place.left - RIM_PX;
}
