import { type ComponentChild, isValidElement } from 'preact';
import { type Tab, tabByKey } from '../../model/setup/tab.ts';

export interface TabWords {
  readonly list: string;
  readonly tab: Readonly<Record<Tab, string>>;
  readonly loading: string;
  readonly failed: string;
  readonly tryAgain: string;
}

/** The tabs above and the chosen one's page below. One tab stop; arrows go from tab to tab. */
export function tabList(
  tabs: readonly Tab[],
  chosen: Tab,
  words: TabWords,
  choose: (tab: Tab) => void,
  page: ComponentChild,
) {
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabByKey(event.key, chosen, tabs);
    if (!next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <header class="tabs">
        <b>Sidelight</b>
        <div role="tablist" aria-label={words.list}>
          {tabs.map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`tab-${tab}`}
              aria-selected={tab === chosen}
              aria-controls={`page-${tab}`}
              tabIndex={tab === chosen ? 0 : -1}
              onClick={() => choose(tab)}
              onKeyDown={onKeyDown}
            >
              {words.tab[tab]}
            </button>
          ))}
        </div>
      </header>
      {inPanel(chosen, page)}
    </>
  );
}

/** A page brings its own landmark. The panel goes inside: around it, its name would stand outside all landmarks. */
function inPanel(tab: Tab, page: ComponentChild) {
  if (!isValidElement(page)) return page;
  const { children, ...props } = page.props;
  return (
    <main key={tab}>
      <div {...props} role="tabpanel" id={`page-${tab}`} aria-labelledby={`tab-${tab}`}>
        {children}
      </div>
    </main>
  );
}

/** Instead of a page that has not come yet, or not at all. */
export const tabWait = (tab: Tab, words: TabWords, again: (() => void) | undefined) => (
  <main class="status">
    <h1 class="sr">{words.tab[tab]}</h1>
    {again ? (
      <p class="trouble" role="alert">
        {words.failed}{' '}
        <button type="button" class="btn" onClick={again}>
          {words.tryAgain}
        </button>
      </p>
    ) : (
      <p class="quiet">
        <span class="bar wide" />
        <span class="sr">{words.loading}</span>
      </p>
    )}
  </main>
);
