/** Every place where a text names one of the vendors, however it is spelled. */
export function vendorNamesIn(text: string, vendors: readonly string[]): readonly string[] {
  const names = new RegExp(vendors.join('|'), 'gi');
  return text.split('\n').flatMap((line, i) =>
    [...line.matchAll(names)].flatMap(([found]) => {
      // `Statuspage` is a vendor; `statusPage` is our own word, for a page of any.
      return /^[Ss]tatusPage$/.test(found) ? [] : [`${i + 1}: ${found}`];
    }),
  );
}
