import type { OrphanView, OrphanWhy, UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import { ago } from '../scenarios/values.ts';

const crm = (n: number) => ({ id: String(n), url: `https://app.hubspot.com/contacts/139862416/record/0-1/${n}` });
const helpdesk = (n: number) => ({ id: String(n), url: `https://acme.zendesk.com/agent/users/${n}` });
const email = { field: 'email', fieldLabel: 'E-mail' };
const orphan = (n: number, why: OrphanWhy, more: Partial<OrphanView> = {}): OrphanView => ({
  ...{ side: 'left', ...crm(n), why, there: [] },
  ...more,
});

export const foundAt = ago(4 * 3_600_000);

/** What a comparison found without a partner, and twice. */
export const unpaired = (): UnpairedPage => ({
  foundAt,
  duplicates: [
    { side: 'left', ...email, size: 2, records: [crm(5101), crm(5188)] },
    { side: 'right', ...email, size: 24, records: [388012, 388090, 388114].map(helpdesk) },
  ],
  orphans: [
    orphan(5101, 'several', { ...email, there: [helpdesk(388012)] }),
    orphan(388201, 'differs', { side: 'right', ...helpdesk(388201), ...email, there: [crm(5120)] }),
    orphan(5130, 'taken', { ...email, there: [helpdesk(388400)] }),
    ...Array.from({ length: 23 }, (_, at) => orphan(6000 + at, 'no_value')),
    orphan(6100, 'nobody', { url: undefined }),
  ],
  totals: {
    duplicates: { left: 1, right: 1 },
    orphans: [
      { why: 'several', left: 1, right: 0 },
      { why: 'differs', left: 0, right: 1 },
      { why: 'taken', left: 1, right: 0 },
      { why: 'no_value', left: 1_204, right: 0 },
      { why: 'nobody', left: 1, right: 0 },
    ],
  },
});
