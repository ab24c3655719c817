import type { HelpdeskUser } from './bundle.ts';

export type StaffRole = 'agent' | 'lead' | 'admin';

/** The map names 360001 as the role of shift leads. */
const LEAD_ROLE_ID = 360001;

export interface HelpdeskGroup {
  readonly id: number;
  readonly name: string;
  /** Ids of the staff in it. */
  readonly members: readonly number[];
}

/** Everybody is in Tier 1; the pilot crew is Maya, Ruth and Chidi, so that Jonas can be outside. */
export const groups: readonly HelpdeskGroup[] = [
  { id: 360010, name: 'Tier 1', members: [7001, 7002, 7003, 7004, 7005] },
  { id: 360011, name: 'Billing desk', members: [7002, 7004] },
  { id: 360012, name: 'Pilot crew', members: [7001, 7003, 7004] },
];

/** The people who answer tickets. The first of each kind is the one sessions are made for. */
export const createStaff = (createdAtMs: number): readonly HelpdeskUser[] => {
  const person = (
    id: number,
    name: string,
    role: 'agent' | 'admin',
    customRoleId: number | null = null,
    locale = 'en-US',
  ): HelpdeskUser => ({
    id,
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@acme.example`,
    role,
    customRoleId,
    locale,
    externalId: null,
    organizationId: null,
    createdAtMs,
  });
  return [
    person(7001, 'Maya Lindqvist', 'agent'),
    person(7002, 'Jonas Albrecht', 'agent', null, 'de'),
    { ...person(7003, 'Chidi Eze', 'agent'), ticketRestriction: 'groups' },
    person(7004, 'Ruth Abara', 'agent', LEAD_ROLE_ID),
    person(7005, 'Olivia Castellano', 'admin'),
  ];
};

/** The id of the person a session is made for. A German-speaking agent is the only one with another language. */
export function staffFor(role: StaffRole, locale: string): number {
  if (role === 'admin') return 7005;
  if (role === 'lead') return 7004;
  return locale.startsWith('de') ? 7002 : 7001;
}
