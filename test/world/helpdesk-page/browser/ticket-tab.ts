import { contextOf, locationOf, organizationOf, propertiesOf, requesterOf } from '../host/ticket-properties.ts';
import type { Message, Ticket, TicketStatus } from '../workspace.ts';
import { type AppFrame, createAppFrame } from './app-frame.ts';
import type { AppState } from './app-state.ts';
import { grant } from './app-wishes.ts';
import { createComposer } from './composer.ts';
import { createConversation } from './conversation.ts';
import type { Desk } from './desk.ts';
import { h } from './element.ts';
import { followTicket } from './follow-ticket.ts';
import { pageOf } from './installed.ts';
import { lastCardIn } from './last-card.ts';
import { createPropertiesPanel, type KnownPerson } from './properties-panel.ts';
import { saveTicket } from './save-ticket.ts';
import { createSubmitBar } from './submit-bar.ts';
import { createTicketHead } from './ticket-head.ts';

export interface TicketTab {
  readonly key: string;
  readonly element: HTMLElement;
  readonly app: AppFrame;
  /** Whether an app is installed that has a page here. */
  readonly hasApp: boolean;
  title(): string;
  /** Under the title: whose ticket, and which. */
  note(): string;
  /** How long the app says it took until its last card; unknown if it does not say. */
  lastCardMs(): number | undefined;
  appState(): AppState;
  isCollapsed(): boolean;
  setCollapsed(isCollapsed: boolean): void;
  /** Sends a public reply, as if the agent had written it. */
  answer(text: string): void;
  /** Loads the app again, signed in as whoever is at work now. */
  reload(): void;
  close(): void;
}

/** One open ticket: its fields, conversation, composer, and its own copy of the app. */
export function createTicketTab(desk: Desk, key: string, given: Ticket, isNew: boolean): TicketTab {
  const closing = new AbortController();
  let ticket = given;
  let saved = given;
  let state: AppState = { at: 'opening' };
  let isCollapsed = false;
  let isHidden = false;
  let lastCardMs: number | undefined;

  const onState = (next: AppState) => {
    state = next;
    desk.refresh();
  };
  const app: AppFrame = createAppFrame(desk, onState, (wish) => grant(wish, granting));
  const submit = createSubmitBar(key, isNew ? 'Create ticket' : 'Submit', (status) => void save(status));
  const recipient = () => ticket.requester?.name ?? 'nobody yet';
  const composer = createComposer(key, recipient, submit.element, (text, type) => {
    app.change({ 'comment.text': text, 'comment.type': type });
  });
  const head = createTicketHead(key, isNew, (subject) => apply({ subject }));
  const conversation = createConversation(ticket.requester?.email === null ? 'by phone' : 'by e-mail');
  conversation.show(ticket.messages);
  const panel = createPropertiesPanel(
    key,
    desk.people,
    () => desk.agent().name,
    (person) => changeRequester(person),
  );
  const element = h(
    'article',
    { class: 'ticket', tabindex: -1, 'aria-label': isNew ? 'New ticket' : `Ticket ${key}` },
    panel.element,
    h('div', { class: 'thread' }, head.element, conversation.element, composer.element),
  );

  const show = () => {
    head.show(ticket);
    panel.show(ticket);
    composer.showRecipient();
    desk.refresh();
  };
  const apply = (change: Partial<Ticket>) => {
    ticket = { ...ticket, ...change };
    show();
    app.change({
      'ticket.subject': ticket.subject,
      'ticket.status': ticket.status,
      'ticket.tags': ticket.tags,
      'ticket.requester': requesterOf(ticket.requester),
      'ticket.organization': organizationOf(ticket.organization),
    });
  };
  const setCollapsed = (next: boolean) => {
    if (next === isCollapsed) return;
    isCollapsed = next;
    app.emit(next ? 'app.collapsed' : 'app.expanded', {});
    desk.refresh();
  };
  const granting = {
    desk,
    composer,
    setCollapsed,
    setHidden(next: boolean) {
      isHidden = next;
      desk.refresh();
    },
    setSubject: (subject: string) => apply({ subject }),
    setTags: (tags: readonly string[]) => apply({ tags: [...tags] }),
    told(event: string, data: unknown) {
      lastCardMs = lastCardIn(event, data) ?? lastCardMs;
      desk.refresh();
    },
  };

  /** Only in the form, until the ticket is submitted: the helpdesk's API goes on answering for the one before. */
  const changeRequester = (chosen: KnownPerson | undefined) =>
    apply({ requester: chosen?.person ?? null, organization: chosen?.organization ?? null });

  const save = async (status: TicketStatus) => {
    submit.setBusy(true);
    const comment = {
      text: composer.text(),
      isPublic: composer.type() === 'publicReply',
      authorId: Number(desk.agent().id),
    };
    const id = isNew ? null : key;
    const outcome = await saveTicket(desk.server, app, id, { ...ticket, status }, saved, comment, closing.signal);
    submit.setBusy(false);
    if ('refusal' in outcome) return desk.toast(outcome.refusal, 'error');
    if (isNew) {
      const by = comment.isPublic ? 'agent' : 'note';
      const said: Message = { from: desk.agent().name, by, at: new Date().toISOString(), text: comment.text };
      return desk.replaceTab(key, { ...ticket, id: outcome.id, status, messages: [said] });
    }
    composer.setText('');
    apply({ status });
    saved = ticket;
    await followed?.look();
    desk.toast(`Ticket #${key} saved.`, 'notice');
  };

  /** Tags that the agent has changed in the form meanwhile stay as they are. */
  const showSeen = (seen: Ticket) => {
    conversation.show(seen.messages);
    const isAsSaved = String(ticket.tags) === String(saved.tags);
    const isNews = String(seen.tags) !== String(saved.tags);
    saved = { ...saved, tags: seen.tags };
    if (isAsSaved && isNews) apply({ tags: seen.tags });
  };
  const isInSight = () => !element.hidden;
  const followed = isNew ? undefined : followTicket(key, desk.server, isInSight, showSeen, closing.signal);

  const reload = () => {
    isHidden = false;
    lastCardMs = undefined;
    const agent = desk.agent();
    const colorScheme = desk.colorScheme();
    app.open({
      ...{ agent, colorScheme, location: locationOf(isNew), name: isNew ? 'new' : key },
      scene: (appGuid) => {
        const scene = { appGuid, account: desk.settings.account, agent, colorScheme, ticket, isNew };
        return { context: contextOf(scene), properties: propertiesOf(scene) };
      },
    });
    panel.show(ticket);
  };

  head.show(ticket);
  panel.show(ticket);
  return {
    key,
    element,
    app,
    hasApp: pageOf(desk.settings.app, locationOf(isNew)) !== undefined,
    title: () => ticket.subject || 'New ticket',
    note: () => [isNew ? 'Not saved' : `#${key}`, ticket.requester?.name].filter(Boolean).join(' · '),
    lastCardMs: () => lastCardMs,
    appState: () => (app.isActive() ? (isHidden ? { at: 'hidden' } : state) : { at: 'background' }),
    isCollapsed: () => isCollapsed,
    setCollapsed,
    answer(text) {
      composer.setType('publicReply');
      composer.setText(text);
      void save(ticket.status);
    },
    reload,
    close() {
      closing.abort();
      app.close();
      element.remove();
    },
  };
}
