/** What kind of personal data a text looks like, or undefined. A guess that a person confirms. Pure. */
export function looksPersonal(text: string): string | undefined {
  if (/[^\s@<>]@[^\s@<>]+\.[a-z]{2,}/i.test(text)) return 'an e-mail address';
  // With a country code or a leading zero: ids and dates have neither.
  if (/(?:^|[\s:(])(?:\+|00|\(?0)[1-9][\d ()/-]{6,}\d\b/.test(text)) return 'a phone number';
  return undefined;
}
