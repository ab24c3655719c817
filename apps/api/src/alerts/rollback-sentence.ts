import type { Breach } from '@sidelight/shared/setup/breach.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { StepReason, WhoIsLeft } from '@sidelight/shared/setup/step-reason.ts';

const phases: Readonly<Record<Phase, string>> = {
  sandbox: 'the sandbox',
  pilot: 'the pilot',
  groups: 'groups',
  everyone: 'everyone',
};

/** Why a rollout went back, for whoever is alerted. The setup page has words of its own. */
export function rollbackSentence(reason: StepReason | undefined, to: Phase): string {
  if (reason?.code !== 'breached') return '';
  const breaches = reason.breaches.map(sentence).join(', and ');
  return `In the last ${reason.minutes} minutes ${breaches}.${left(reason.whoIsLeft, to)}`;
}

function sentence({ criterion, limit, measured }: Breach): string {
  switch (criterion) {
    case 'in_time':
      return `${measured} % of contexts came in time, and at least ${limit} % should have`;
    case 'down':
      return `a system was down or refused our sign-in for ${measured} minutes, and at most ${limit} were allowed`;
    case 'failed':
      return `${measured} % of contexts came without a customer’s data, and at most ${limit} % were allowed`;
  }
}

function left(who: WhoIsLeft, to: Phase): string {
  switch (who) {
    case 'groups':
      return '';
    case 'admins':
      return ' Only admins see the sidebar now.';
    case 'admins_without_groups':
      return ` Only admins see the sidebar now: ${phases[to]} names no group.`;
  }
}
