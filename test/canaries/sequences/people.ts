import fc from 'fast-check';
import type { By, DeskNumber, Role } from './event.ts';

export const desk = fc.constantFrom<DeskNumber>(0, 1);
const role = fc.constantFrom<Role>('agent', 'agent', 'lead', 'admin');
export const by: fc.Arbitrary<By> = fc.record({ desk, role });
export const ticket = fc.nat(11);
export const is = <K extends string>(kind: K) => fc.constant(kind);
