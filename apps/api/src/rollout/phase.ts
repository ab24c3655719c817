import { Phase } from '@sidelight/shared/setup/phase.ts';

/** From narrow to wide. */
const order = Phase.options;
const at = (phase: Phase) => order.indexOf(phase);

export const wider = (phase: Phase): Phase | undefined => order[at(phase) + 1];
export const narrower = (phase: Phase): Phase | undefined => order[at(phase) - 1];
export const isWider = (phase: Phase, than: Phase): boolean => at(phase) > at(than);
