import type { Locator } from 'playwright';

/** As slow as somebody who reads what is on the screen first, and types every key by hand. */
const CLICK_MS = 3000;
const KEY_MS = 200;
/** To read a line that says what to do next, and to find where that is. */
const READ_MS = 4000;

/** What a person does with mouse and keys, and how long that would take them. */
export function createHands() {
  let clicks = 0;
  let keys = 0;
  let reads = 0;
  return {
    async click(at: Locator): Promise<void> {
      clicks++;
      await at.click();
    },
    async type(into: Locator, text: string): Promise<void> {
      // Into the field first.
      clicks++;
      keys += text.length;
      await into.fill(text);
    },
    async read(place: Locator): Promise<string> {
      reads++;
      return (await place.allInnerTexts()).join('\n');
    },
    /** A click that something else does for it, like choosing a file. */
    counted(more: number): void {
      clicks += more;
    },
    tally: () => ({ clicks, keys, spentMs: clicks * CLICK_MS + keys * KEY_MS + reads * READ_MS }),
  };
}
