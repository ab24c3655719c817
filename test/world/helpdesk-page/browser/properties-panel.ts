import type { Organization, Person, Ticket } from '../workspace.ts';
import { fill, h } from './element.ts';

/** Somebody who can be a ticket's requester, with the organisation they bring along. */
export interface KnownPerson {
  readonly person: Person;
  readonly organization: Organization | null;
}

export interface PropertiesPanel {
  readonly element: HTMLElement;
  show(ticket: Pick<Ticket, 'requester' | 'organization' | 'tags' | 'priority'>): void;
}

const priorityWords: Readonly<Record<string, string>> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

/** The ticket's fields, beside the conversation. */
export function createPropertiesPanel(
  key: string,
  people: readonly KnownPerson[],
  assignee: () => string,
  onRequester: (person: KnownPerson | undefined) => void,
): PropertiesPanel {
  const requester = h(
    'select',
    {
      id: `requester-${key}`,
      'data-requester-select': key,
      on: { change: () => onRequester(people.find(({ person }) => person.id === requester.value)) },
    },
    h('option', { value: '' }, 'No requester yet'),
    ...people.map(({ person }) => h('option', { value: person.id }, person.name)),
  );
  const facts = h('dl', {});
  const element = h(
    'section',
    { class: 'properties', 'aria-label': 'Ticket fields' },
    h('label', { for: requester.id }, 'Requester'),
    requester,
    facts,
  );
  const fact = (name: string, ...value: (Node | string)[]) => [h('dt', {}, name), h('dd', { dir: 'auto' }, ...value)];
  return {
    element,
    show(ticket) {
      const { requester: asker } = ticket;
      // A generated customer is not in the list of people who wrote a sample ticket.
      const isListed = !asker || [...requester.options].some(({ value }) => value === asker.id);
      if (!isListed) requester.append(h('option', { value: asker.id }, asker.name));
      requester.value = asker?.id ?? '';
      const tags = ticket.tags.map((tag) => h('span', { class: 'tag' }, tag));
      fill(
        facts,
        ...fact('E-mail', ticket.requester?.email ?? '–'),
        ...fact('Organisation', ticket.organization?.name ?? '–'),
        ...fact('Assignee', assignee()),
        ...fact('Priority', priorityWords[ticket.priority ?? ''] ?? '–'),
        ...fact('Tags', ...(tags.length > 0 ? tags : ['–'])),
      );
    },
  };
}
