import { fill, h } from './element.ts';
import { icon } from './icon.ts';

export type CommentType = 'publicReply' | 'internalNote';

export interface Composer {
  readonly element: HTMLElement;
  text(): string;
  type(): CommentType;
  setType(type: CommentType): void;
  setText(text: string): void;
  showRecipient(): void;
  /** Puts in what the app suggests, marked as a draft until the agent sends or removes it. */
  insertDraft(text: string, at: 'cursor' | 'end'): void;
}

/** Where the agent writes. `onChange` hears of every change, whoever made it. */
export function createComposer(
  key: string,
  recipient: () => string,
  footer: HTMLElement,
  onChange: (text: string, type: CommentType) => void,
): Composer {
  let type: CommentType = 'publicReply';
  let cursor: Range | undefined;

  const box = h('div', {
    class: 'box',
    contenteditable: 'plaintext-only',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': 'Reply',
    'data-composer': key,
    dir: 'auto',
    on: { input: () => edited(), blur: () => remember(), keyup: () => remember(), mouseup: () => remember() },
  });
  const notice = h('p', { class: 'draft-notice', role: 'status', hidden: true });
  const choice = (value: CommentType, name: Parameters<typeof icon>[0], label: string) =>
    h('button', { type: 'button', 'data-comment-type': value, on: { click: () => setType(value) } }, icon(name), label);
  const choices = [choice('publicReply', 'reply', 'Public reply'), choice('internalNote', 'lock', 'Internal note')];
  const to = h('span', { class: 'to muted', dir: 'auto' });
  const element = h(
    'section',
    { class: 'composer', 'aria-label': 'Composer' },
    h('div', { class: 'composer-head' }, h('div', { class: 'segments' }, ...choices), to),
    box,
    notice,
    footer,
  );

  // Plain text only: a line break is a character here, never an element.
  const written = () => (box.textContent ?? '').trim();
  const drafts = () => box.querySelectorAll('mark.draft');
  const remember = () => {
    const selection = getSelection();
    if (!selection?.rangeCount || !box.contains(selection.anchorNode)) return;
    cursor = selection.getRangeAt(0).cloneRange();
  };
  const edited = () => {
    const at = getSelection()?.anchorNode;
    // What the agent has worked on is theirs: it is no draft any more, and is not removed as one.
    for (const draft of drafts()) if (at && draft.contains(at)) draft.classList.remove('draft');
    changed();
  };
  const changed = () => {
    notice.hidden = drafts().length === 0;
    onChange(written(), type);
  };
  const showRecipient = () => {
    to.textContent = type === 'publicReply' ? `To ${recipient()}` : 'Only your team sees this';
  };
  const setType = (next: CommentType) => {
    type = next;
    showRecipient();
    element.classList.toggle('is-note', type === 'internalNote');
    for (const button of choices) button.setAttribute('aria-pressed', String(button.dataset.commentType === type));
    box.setAttribute('aria-label', type === 'publicReply' ? 'Reply' : 'Internal note');
    changed();
  };
  const removeDrafts = () => {
    for (const draft of drafts()) draft.remove();
    if (written() === '') fill(box);
    changed();
    box.focus();
  };
  fill(
    notice,
    'Draft from the app. Read it before you send it. ',
    h('button', { type: 'button', class: 'link', on: { click: removeDrafts } }, 'Remove draft'),
  );
  setType(type);

  return {
    element,
    text: written,
    type: () => type,
    setType,
    showRecipient,
    setText(text) {
      fill(box, text);
      cursor = undefined;
      changed();
    },
    insertDraft(text, at) {
      const isAtCursor = at === 'cursor' && cursor !== undefined && box.contains(cursor.startContainer);
      // The line break belongs to the draft, so that it goes with it.
      const draft = h('mark', { class: 'draft' }, isAtCursor || written() === '' ? text : `\n${text}`);
      if (isAtCursor && cursor) {
        cursor.deleteContents();
        cursor.insertNode(draft);
      } else {
        box.append(draft);
      }
      cursor = undefined;
      changed();
      draft.scrollIntoView({ block: 'nearest' });
    },
  };
}
