import type { Phase } from '@sidelight/shared/setup/phase.ts';

/** From the narrowest to the widest. */
export const PHASES = ['sandbox', 'pilot', 'groups', 'everyone'] as const satisfies readonly Phase[];

export const wider = (phase: Phase): Phase | undefined => PHASES[PHASES.indexOf(phase) + 1];
export const narrower = (phase: Phase): Phase | undefined => PHASES[PHASES.indexOf(phase) - 1];
