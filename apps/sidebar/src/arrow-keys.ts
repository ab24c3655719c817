/** What stands in a card, or above the cards, and can be opened or followed. A card's own buttons are not among it. */
const VALUES = 'section :is(.v, button.pill, .past a)';
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowRight', 1],
  ['ArrowUp', -1],
  ['ArrowLeft', -1],
]);

/** Of a card's values one is a tab stop; arrow keys go to the others, from the last one on to the first. */
export function followArrows(page: Document): void {
  const valueAt = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>(VALUES) : null;
  const besides = (value: Element) => [...(value.closest('section')?.querySelectorAll<HTMLElement>(VALUES) ?? [])];

  function letIn(values: readonly HTMLElement[], stop = values.find((value) => value.hasAttribute('data-stop'))): void {
    for (const value of values) {
      value.tabIndex = value === (stop ?? values[0]) ? 0 : -1;
      value.toggleAttribute('data-stop', value === stop);
    }
  }

  const letInAll = () => {
    for (const card of page.querySelectorAll('section')) letIn([...card.querySelectorAll<HTMLElement>(VALUES)]);
  };
  page.addEventListener('focusin', ({ target }) => {
    const value = valueAt(target);
    if (value) letIn(besides(value), value);
  });
  page.addEventListener('keydown', (event) => {
    const value = valueAt(event.target);
    const step = STEPS.get(event.key);
    if (!value || !step) return;
    event.preventDefault();
    const values = besides(value);
    values.at((values.indexOf(value) + step) % values.length)?.focus();
  });
  // What is drawn anew is a tab stop until it is looked at here.
  new MutationObserver(letInAll).observe(page.body, { childList: true, subtree: true });
  letInAll();
  const value = valueAt(page.activeElement);
  if (value) letIn(besides(value), value);
}
