import { Sync } from '@sidelight/shared/map/sync.ts';

/** A busy machine still has both edits inside it. */
export const WINDOW_MS = 12_000;

/** Contacts with two fields: one with an owner, and one that both may change. */
export const syncOfContacts = Sync.parse({
  owners: { business: 'sales_ops', technical: 'integrations' },
  wave: { deletes: 0.1, changes: 0.5, atLeast: 5 },
  objects: {
    contact: {
      label: { en: 'Contact', de: 'Kontakt' },
      at: { crm: 'contacts', helpdesk: 'users' },
      match: ['email'],
      first: 'crm',
      fields: {
        email: {
          ...{ label: { en: 'E-mail', de: 'E-Mail' }, type: 'email', class: 'personal' },
          ...{ at: { crm: 'email', helpdesk: 'email' }, owner: 'crm', foreignEdit: 'show' },
        },
        phone: {
          ...{ label: { en: 'Phone', de: 'Telefon' }, type: 'phone', region: 'US', class: 'personal' },
          ...{ at: { crm: 'phone', helpdesk: 'phone' }, direction: 'two_way', rule: 'newest_with_review' },
          ...{ nulls: 'propagate', validation: { maxLength: 40 }, windowMs: WINDOW_MS },
        },
      },
    },
  },
});
