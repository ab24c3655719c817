import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { Touched } from '@sidelight/shared/health/touched.ts';
import { GONE, type Lists, type ListsState, tagKey } from '../../model/status/lists.ts';
import { OPEN_NOW } from '../../model/status/state.ts';
import type { ListsWords } from '../../words/lists-words.ts';
import { fill } from '../../words/words.ts';
import type { StatusContext } from './context.ts';
import { ticketLink } from './ticket-link.tsx';

export interface ListsContext extends Lists {
  readonly lists: ListsState;
  readonly words: ListsWords;
  /** Opens the incident for whoever may see it. */
  linkTo(incidentId: string): string;
}

/** What an incident is called elsewhere, and what can be taken of it. */
export function incidentTools(
  { id }: Pick<Incident, 'id'>,
  { words, lists, copy, savePostMortem, linkTo }: ListsContext,
) {
  const { news } = lists;
  const link = linkTo(id);
  return (
    <p class="buttons">
      <a class="link" href={link} target="_blank" rel="noopener noreferrer">
        {link}
      </a>
      {button(words.copyId, () => copy(id, id))}
      {button(words.copyLink, () => copy(id, link))}
      {button(words.save, () => savePostMortem(id))}
      <span role="status" class="news">
        {news?.key === id && news.text}
      </span>
    </p>
  );
}

/** The list behind a count, where it is open. */
export function listOf(key: string, ctx: StatusContext, own: ListsContext) {
  const { lists, words } = own;
  const list = lists.shown === key ? (lists.lists.get(key) ?? { state: 'reading' }) : undefined;
  if (!list) return key === OPEN_NOW && lists.news?.key === GONE ? <p class="trouble">{lists.news.text}</p> : null;
  return (
    <section class="touched">
      <h3>{key === OPEN_NOW ? words.open : words.touched}</h3>
      {list.state === 'reading' && <span class="bar wide" />}
      {list.state === 'failed' && (
        <p class="trouble">
          {words.failed} {button(ctx.say.ui.tryAgain, () => own.read(key))}
        </p>
      )}
      {list.state === 'ok' && whole(key, list.value, ctx, own)}
    </section>
  );
}

function whole(
  key: string,
  { tickets, more, agents, searchUrl, bulk }: Touched,
  ctx: StatusContext,
  own: ListsContext,
) {
  const { words, lists, copy } = own;
  const copyKey = `numbers ${key}`;
  return (
    <>
      {tickets.length === 0 && <p class="quiet">{key === OPEN_NOW ? words.noneOpen : words.none}</p>}
      <ul class="rows">
        {tickets.map((ticket) => (
          <li key={ticket.ticketId}>
            {ticketLink(ticket, ctx)} <span dir="auto">{ticket.customer}</span>{' '}
            <span class="quiet">
              {[
                ...ticket.agents,
                key !== OPEN_NOW && ticket.isOpen && words.isOpen,
                ticket.wasAnswered && words.answered,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet">{fill(words.more, ctx.number(more))}</p>}
      {key === OPEN_NOW && (
        <p class="quiet">
          {fill(words.online, agents.map(({ name, tickets: own }) => `${name} (${ctx.number(own)})`).join(', '))}
        </p>
      )}
      <p class="buttons">
        {tickets.length > 0 &&
          button(words.copyNumbers, () => copy(copyKey, tickets.map(({ ticketId }) => ticketId).join(' ')))}
        {searchLink(searchUrl, words.search)}
        <span role="status" class="news">
          {lists.news?.key === copyKey && lists.news.text}
        </span>
      </p>
      {bulk && tickets.length > 0 && inBulk(key, bulk, tickets.length + more, ctx, own)}
    </>
  );
}

/** All of them in one search of the helpdesk, which takes a tag. */
function inBulk(
  id: string,
  { tag, tagged }: NonNullable<Touched['bulk']>,
  all: number,
  { number }: StatusContext,
  { words, lists, tag: give }: ListsContext,
) {
  const isMissing = !tagged || tagged.tickets < all;
  return (
    <>
      <p class="buttons">
        {isMissing && button(fill(words.tagAll, number(all)), () => give(id))}
        {searchLink(tagged?.searchUrl, fill(words.searchAll, number(tagged?.tickets ?? 0)))}
        <span role="status" class="news">
          {lists.news?.key === tagKey(id) && lists.news.text}
        </span>
      </p>
      <p class="note">{fill(isMissing ? words.tagHint : words.taggedHint, tag)}</p>
    </>
  );
}

const searchLink = (url: string | undefined, words: string) =>
  url !== undefined &&
  /^https?:/.test(url) && (
    <a class="link" href={url} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  );

const button = (words: string, run: () => void) => (
  <button type="button" class="btn" onClick={run}>
    {words}
  </button>
);
