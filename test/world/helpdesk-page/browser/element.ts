export type Child = Node | string | null | undefined | false;
type Listeners = { readonly [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };

export interface Attributes {
  readonly [name: `data-${string}` | `aria-${string}`]: string | number | boolean | undefined;
  readonly class?: string;
  readonly id?: string;
  readonly role?: string;
  readonly title?: string;
  readonly name?: string;
  readonly type?: string;
  readonly value?: string;
  readonly for?: string;
  readonly placeholder?: string;
  readonly tabindex?: number;
  readonly hidden?: boolean;
  readonly disabled?: boolean;
  readonly selected?: boolean;
  readonly checked?: boolean;
  readonly accept?: string;
  readonly autocomplete?: string;
  readonly contenteditable?: string;
  readonly method?: string;
  readonly action?: string;
  readonly target?: string;
  readonly sandbox?: string;
  readonly allow?: string;
  readonly dir?: string;
  readonly lang?: string;
  readonly datetime?: string;
  readonly colspan?: number;
  readonly scope?: string;
  readonly on?: Listeners;
}

/** One element with its attributes, listeners and children. Text is always text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { on = {}, ...attributes }: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
  }
  for (const [event, listener] of Object.entries(on)) {
    // The key names the event and the value was typed for that key; Object.entries forgets the pairing.
    element.addEventListener(event, listener as EventListener);
  }
  element.append(...shown(children));
  return element;
}

/** Replaces what an element holds. */
export const fill = (element: Element, ...children: readonly Child[]) => element.replaceChildren(...shown(children));

const shown = (children: readonly Child[]) =>
  children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false);
