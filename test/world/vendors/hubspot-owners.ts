import { sellers } from '../company/samples/sales.ts';
import { ok } from './answer.ts';

/** The people that deals and calls are assigned to. */
export const ownersAnswer = () =>
  ok({
    results: sellers.map(({ id, firstName, lastName }, n) => ({
      ...{ id, type: 'PERSON', firstName, lastName, email: `${firstName}@sidelight.example`.toLowerCase() },
      ...{ userId: 9_100_000 + n, userIdIncludingInactive: 9_100_000 + n, archived: false, teams: [] },
      ...{ createdAt: '2024-01-01T00:00:00Z', updatedAt: '2024-01-01T00:00:00Z' },
    })),
  });
