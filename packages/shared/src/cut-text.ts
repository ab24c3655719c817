const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * At most `most` UTF-16 units of the text, `…` included where something was cut off. Never half a character:
 * neither a surrogate, nor a letter without its accent or half of a family emoji, as long as one fits.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text.toWellFormed();
  const room = Math.max(0, most - 1);
  let cut = '';
  for (const { segment } of graphemes.segment(text.slice(0, most + 32))) {
    if (cut.length + segment.length > room) break;
    cut += segment;
  }
  return `${cut.toWellFormed().trimEnd()}…`.slice(0, most);
}
