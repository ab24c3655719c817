/** All cases are of one day. */
export const day = '2026-05-12T';

/** Both sides may change it. */
export const shared = (type: string, more: object = {}) => ({
  ...{ type, direction: 'two_way', rule: 'newest_with_review', nulls: 'propagate', ...more },
});

/** One side owns it. */
export const owned = (type: string, owner: 'crm' | 'helpdesk', more: object = {}) => ({
  ...{ type, owner, nulls: 'propagate', ...more },
});
