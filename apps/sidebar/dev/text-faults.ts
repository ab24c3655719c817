/**
 * Runs in the page. Texts that lie across each other, and texts squeezed into a column of single letters: neither shows as
 * a page that is too wide. An expression, so that it can be handed to the page as it stands.
 */
export const TEXT_FAULTS = `(() => {
  const MIN_OVERLAP = 3, NARROW = 64, LONG = 24;
  const isSeen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.sr, [inert]');
  // Out of sight in a box of its own that scrolls.
  const isScrolledAway = (e, r) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (getComputedStyle(p).overflowY === 'visible') continue;
      const box = p.getBoundingClientRect();
      if (r.bottom > box.bottom || r.top < box.top) return true;
      if (r.left >= box.right || r.right <= box.left) return true;
    }
    return false;
  };
  // Of a text that such a box cuts at its side, what is seen.
  const seenOf = (e, { left, right, top, bottom, width, height }) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (getComputedStyle(p).overflowX === 'visible') continue;
      const box = p.getBoundingClientRect();
      left = Math.max(left, box.left);
      right = Math.min(right, box.right);
    }
    return { left, right, top, bottom, width, height };
  };
  const texts = [...document.querySelectorAll('main *')].flatMap((e) => {
    const own = [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim() !== '');
    if (own.length === 0 || !isSeen(e)) return [];
    const range = document.createRange();
    return own.flatMap((n) => {
      range.selectNodeContents(n);
      const rects = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1 && !isScrolledAway(e, r)).map((r) => seenOf(e, r));
      return rects.length > 0 ? [{ e, said: n.data.trim(), rects, box: range.getBoundingClientRect() }] : [];
    });
  });
  const isFixed = (e) => e !== null && (['sticky', 'fixed'].includes(getComputedStyle(e).position) || isFixed(e.parentElement));
  const short = (t) => t.said.slice(0, 40);
  const squeezed = texts.filter((t) => t.said.length > LONG && t.box.width < NARROW && t.rects.length > 5).map((t) => 'squeezed: ' + short(t));
  const free = texts.filter((t) => !isFixed(t.e));
  const cross = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > MIN_OVERLAP && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > MIN_OVERLAP;
  const crossed = [];
  free.forEach((a, i) => {
    for (const b of free.slice(i + 1))
      if (cross(a.box, b.box) && a.rects.some((one) => b.rects.some((other) => cross(one, other)))) crossed.push('crossed: ' + short(a) + ' | ' + short(b));
  });
  return [...squeezed, ...crossed].slice(0, 5);
})()`;
