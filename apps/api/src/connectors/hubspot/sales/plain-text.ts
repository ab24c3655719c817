import { ownValue } from '@sidelight/shared/own-property.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};
/** Longer is no note to glance at; the whole is a click away. */
const MOST = 400;

/** What a note says, without its markup. It is shown as text, so nothing that is left can be markup again. */
export function plainText(html: string): string {
  const text = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity) => ownValue(ENTITIES, entity) ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text;
}
