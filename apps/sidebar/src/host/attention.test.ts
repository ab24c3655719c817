import { afterEach, expect, it, vi } from 'vitest';
import { watchAttention } from './attention.ts';

afterEach(() => vi.unstubAllGlobals());

function setup({ innerWidth = 320 } = {}) {
  let draw: (width: number) => void = () => {};
  class IntersectionObserver {
    constructor(tell: (seen: readonly { readonly boundingClientRect: { readonly width: number } }[]) => void) {
      draw = (width) => tell([{ boundingClientRect: { width } }]);
    }
    observe() {}
  }
  vi.stubGlobal('innerWidth', innerWidth);
  vi.stubGlobal('IntersectionObserver', IntersectionObserver);
  const page = Object.assign(new EventTarget(), { hidden: false, documentElement: {} });
  let say: (isActive: boolean) => void = () => {};
  const host = {
    onActivity(listener: typeof say) {
      say = listener;
    },
  };
  // As much of a document as is looked at.
  const attention = watchAttention(page as unknown as Document, host);
  const heard: boolean[] = [];
  attention.onChange(() => heard.push(attention.isOn()));
  return {
    ...{ attention, heard, draw: (width: number) => draw(width), say: (isActive: boolean) => say(isActive) },
    hide(isHidden: boolean) {
      page.hidden = isHidden;
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
}

it('is on from the start where the page is drawn, though the helpdesk has said nothing', () => {
  expect(setup().attention.isOn()).toBe(true);
});

it('is off in a page that is loaded where nobody sees it, until it is drawn', () => {
  const { attention, heard, draw } = setup({ innerWidth: 0 });
  expect(attention.isOn()).toBe(false);
  draw(0);
  draw(320);
  expect([attention.isOn(), heard]).toEqual([true, [true]]);
});

it('is off once what is around it is hidden, though the helpdesk says nothing', () => {
  const { heard, draw } = setup();
  draw(320);
  draw(0);
  draw(320);
  expect(heard).toEqual([false, true]);
});

it('is off while the helpdesk says so or the browser’s tab is hidden', () => {
  const { heard, say, hide } = setup();
  say(false);
  hide(true);
  say(true);
  hide(false);
  expect(heard).toEqual([false, true]);
});

it('tells of changes alone, also of one that is said in two ways', () => {
  const { heard, say, draw } = setup();
  say(true);
  say(false);
  draw(0);
  draw(320);
  say(true);
  expect(heard).toEqual([false, true]);
});
