import type { Locator } from 'playwright';
import { TEXT_FAULTS } from '../../apps/sidebar/dev/text-faults.ts';

export interface Misprints {
  /** Letters below 12 px as they come out, drawings included. */
  readonly small: readonly string[];
  /** Words that go on in the next line without a hyphen. */
  readonly broken: readonly string[];
  /** Texts whose place is too small for them. */
  readonly cut: readonly string[];
  readonly scrollsSideways: boolean;
  /** Texts that lie across each other, labels of the map among them, or are squeezed into a column of letters. */
  readonly crossed: readonly string[];
}

/** What is wrong with the letters of a page. An id or an address may be broken: it has no better place. */
export async function misprintsOf(body: Locator): Promise<Misprints> {
  // An expression of ours, whose answer has this shape.
  const crossed = (await body.evaluate(TEXT_FAULTS)) as string[];
  return { ...(await lettersOf(body)), crossed };
}

const lettersOf = (body: Locator): Promise<Omit<Misprints, 'crossed'>> =>
  body.evaluate((root) => {
    const [small, broken, cut] = [new Set<string>(), new Set<string>(), new Set<string>()];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const [text, parent] = [node.textContent ?? '', node.parentElement];
      if (!parent || !text.trim() || !parent.checkVisibility() || parent.closest('.sr, script, style, option'))
        continue;
      const scale = parent instanceof SVGTextElement ? (parent.getScreenCTM()?.a ?? 1) : 1;
      if (Number.parseFloat(getComputedStyle(parent).fontSize) * scale < 11.99) small.add(text);
      if (/hidden|clip/.test(getComputedStyle(parent).overflowX) && parent.scrollWidth > parent.clientWidth + 1)
        cut.add(text);
      if (parent instanceof SVGElement) continue;
      for (const { 0: word, index } of text.matchAll(/[^\s/\u2013-]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1 && !/[@\d]/.test(word)) broken.add(word);
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    return { small: [...small], broken: [...broken], cut: [...cut], scrollsSideways: scrollWidth > clientWidth };
  });
