import type { Frame, Locator, Page } from 'playwright';

/** One ticket's copy of the app, as an agent sees it. */
export interface Sidebar {
  readonly element: Locator;
  frame(): Promise<Frame>;
  /** Resolves once no card is waiting for anything. */
  settled(): Promise<void>;
  find(selector: string): Locator;
  card(id: string): Locator;
  field(id: string): Locator;
  button(name: string | RegExp): Locator;
  /** The line above the cards that holds these words. */
  notice(words: string): Locator;
  /** Everything that is written in it. */
  text(): Promise<string>;
}

const PATIENCE_MS = 8000;

/** `key` is the ticket's number, or `new` for one that is not saved. */
export function sidebarOf(page: Page, key: string): Sidebar {
  const element = page.locator(`iframe[data-app-frame="${key}"]`);
  const inside = element.contentFrame();
  const frame = async () => {
    const handle = await element.elementHandle({ timeout: PATIENCE_MS });
    const found = await handle?.contentFrame();
    if (!found) throw new Error(`ticket ${key} has no frame for the app`);
    return found;
  };
  return {
    element,
    frame,
    async settled() {
      await inside.locator('section[data-card]').first().waitFor({ timeout: PATIENCE_MS });
      await inside
        .locator('main:not(:has(section:is([aria-busy="true"], :has(.bar))))')
        .waitFor({ timeout: PATIENCE_MS });
    },
    find: (selector) => inside.locator(selector),
    card: (id) => inside.locator(`section[data-card="${id}"]`),
    field: (id) => inside.locator(`[data-field="${id}"]`),
    button: (name) => inside.getByRole('button', { name }),
    notice: (words) => inside.locator('.notice').filter({ hasText: words }),
    text: async () => (await inside.locator('main').allInnerTexts()).join('\n'),
  };
}
