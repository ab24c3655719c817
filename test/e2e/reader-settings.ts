/** What a reader's own settings must leave readable: each runs in the page, and names what does not hold. */

/** At 200 %: what is beyond the right edge, and whether the page scrolls sideways. Boxes that scroll by themselves may. */
export function faultsAtTwice(): readonly string[] {
  const scrolls = '.drawing, .sideways, .sr, svg';
  document.documentElement.style.zoom = '2';
  const room = document.documentElement.clientWidth;
  const beyond = [...document.querySelectorAll('main *')]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > room + 1)
    .filter((element) => !element.parentElement?.closest(scrolls) && !element.matches(scrolls))
    // What its place cuts off with an ellipsis is read in full where it is opened.
    .filter(({ parentElement }) => parentElement && getComputedStyle(parentElement).overflowX === 'visible')
    .map((element) => `beyond the edge: ${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`);
  const isWide = document.documentElement.scrollWidth > innerWidth;
  document.documentElement.style.zoom = '';
  return isWide ? [...beyond, 'scrolls sideways'] : beyond;
}

/** In forced colors: links, buttons and fields that nothing but a color of ours tells from text. */
export function faultsInForcedColors(): readonly string[] {
  const isLined = (element: Element) => {
    const { textDecorationLine, borderTopStyle, borderTopWidth } = getComputedStyle(element);
    return textDecorationLine.includes('underline') || (borderTopStyle !== 'none' && borderTopWidth !== '0px');
  };
  const plain = [...document.querySelectorAll('main :is(a[href], .link, .btn, input:not([type]), select, textarea)')]
    .filter((element) => element.checkVisibility() && !element.closest('.sr') && !isLined(element))
    .map((element) => `not told from text: ${element.outerHTML.slice(0, 120)}`);
  const meant = document.querySelector('[role=tab][aria-selected=true]');
  const isMeantSeen = !meant || getComputedStyle(meant).borderBottomStyle !== 'none';
  return isMeantSeen ? plain : [...plain, 'the open tab is not told from the others'];
}
