/**
 * Runs in the app's frame: the texts that show only a part of themselves, and whose whole is neither said on hover nor
 * behind the button they stand on.
 */
export function lostTexts(): readonly string[] {
  const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const lost: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(
    'main *:not(svg, svg *, .sr, .sr *, .folded, .folded *)',
  )) {
    const { overflowX, webkitLineClamp } = getComputedStyle(element);
    if (!element.checkVisibility() || overflowX !== 'hidden' || element.clientWidth === 0) continue;
    const isCut =
      element.scrollWidth > element.clientWidth + 1 ||
      (webkitLineClamp !== 'none' && element.scrollHeight > element.clientHeight + 2);
    const heard = [...element.querySelectorAll('.sr')].map(({ textContent }) => textContent ?? '');
    const text = plain(heard.reduce((all, one) => all.replace(one, ''), element.textContent ?? ''));
    if (!isCut || text === '') continue;
    const isSaid = plain(element.closest('[title]')?.getAttribute('title')).includes(text);
    // What stands on an issue is read in full where the issue is opened.
    const opener = element.closest('button[aria-expanded], button[data-verdict], [data-issue]');
    if (!isSaid && !opener) lost.push(`${element.className}: ${text}`);
  }
  return lost;
}
