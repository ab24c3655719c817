import type { People, Touched } from '@sidelight/shared/health/touched.ts';

/** What an incident has touched, as the API lists it. */
export const touched: Touched = {
  tickets: [
    {
      ...{ ticketId: '1002', url: 'https://acme.example/agent/tickets/1002', customer: 'Cerro Alto Outdoor' },
      ...{ agents: ['Maya Lindqvist'], isOpen: true, wasAnswered: true },
    },
    { ticketId: '1001', customer: 'Northwind Traders', agents: ['Jonas Brandt'], isOpen: true, wasAnswered: false },
    { ticketId: '1009', agents: [], isOpen: false, wasAnswered: true },
  ],
  more: 4,
  agents: [
    { name: 'Maya Lindqvist', tickets: 1 },
    { name: 'Jonas Brandt', tickets: 1 },
  ],
  bulk: { tag: 'sidelight_incident_7f3a91c2' },
  searchUrl: 'https://acme.example/agent/search/1?type=ticket&q=tags%3Asidelight_unconfirmed',
};

export const people: People = { names: ['Ruth Abara', 'Chidi Okafor'] };
