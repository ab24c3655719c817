import type { ComponentChildren } from 'preact';

export interface FoldRow {
  /** Of its button; the body's is derived from it. */
  readonly id: string;
  readonly name: string;
  readonly systemName: string;
  readonly isOpen: boolean;
  readonly pill: ComponentChildren;
  readonly about: ComponentChildren;
  toggle(): void;
  body(): ComponentChildren;
}

/** One vendor of a list: how it stands in a line, and everything else behind its button. */
export const foldRow = ({ id, name, systemName, isOpen, pill, about, toggle, body }: FoldRow) => (
  <li key={id} class={isOpen ? 'conn open-row' : 'conn'}>
    <h3>
      <button
        type="button"
        id={id}
        class="head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-body` : undefined}
        onClick={toggle}
      >
        <span class="who-row">
          <b>{name}</b> <span class="note">{systemName}</span>
        </span>
        {pill}
        <span class="note about-row">{about}</span>
      </button>
    </h3>
    {isOpen && (
      <div class="body" id={`${id}-body`}>
        {body()}
      </div>
    )}
  </li>
);
