import type { en } from './en.ts';

/** British English: what it does not spell like American, which is the rest. */
export const words = {
  evidence: {
    picked: 'an agent’s pick',
    organization_external_id: 'organisation ID',
    requester_external_id: 'requester ID',
    email: 'e-mail address',
    email_without_tag: 'e-mail address without its +tag',
    domain: 'e-mail domain',
  },
} satisfies Partial<Record<keyof typeof en, object>>;
