import { type CanaryIndex, indexOf } from '../canary-index.ts';
import type { TwoDesks } from '../two-desks.ts';
import type { By, Event } from './event.ts';
import type { Whose } from './whose.ts';

/** What must never be: another helpdesk's value, another customer's, an erased person's, a masked one, or an ended session's. */
export type Wrong = 'another_helpdesk' | 'another_customer' | 'erased' | 'masked' | 'ended_session' | 'not_finished';
export interface Finding {
  readonly wrong: Wrong;
  readonly says: string;
}
/**
 * Whose values an answer may hold: this ticket's, any of the helpdesk's own, or nobody's. `isStored`: it says what is stored,
 * which an erasure that is not over may have to look for once more.
 */
export type May = { readonly ticket: number; readonly isStored?: true } | 'own' | 'nobody';

/** Looks through what was answered, for each planted value that must not be in it. */
export function createJudge(stage: TwoDesks, whose: Whose) {
  const findings: Finding[] = [];
  /** `acme 1001 person`: whose every record is gone, with us and where we had read it. */
  const goneEverywhere = new Set<string>();
  const counts = { events: 0, answers: 0, shown: 0, amounts: 0, hidden: 0 };
  let index: CanaryIndex = indexOf(stage.canaries.all());
  let under = 'before the first event';
  const tenantOf = (by: By) => stage.desks[by.desk].tenant;

  function wrongOf(desk: string, may: May, owner: string): Wrong | undefined {
    if (!owner.startsWith(`${desk} `)) return 'another_helpdesk';
    const isStored = typeof may === 'object' && may.isStored;
    if (goneEverywhere.has(owner) && !isStored) return 'erased';
    if (may === 'own') return undefined;
    if (may === 'nobody' || !whose.ownersOf(desk, may.ticket).has(owner)) return 'another_customer';
    return undefined;
  }

  function tell(wrong: Wrong, says: string): void {
    findings.push({ wrong, says: `${wrong}, ${under}: ${says}` });
  }

  return {
    ...{ findings, goneEverywhere, counts, tell },
    /** What happens from now on; undefined: what follows the last event. */
    begin(number: number, event: Event | undefined): void {
      under = event ? `event ${number} (${event.kind})` : 'after the last event';
    },
    /** Values were added. */
    planted() {
      index = indexOf(stage.canaries.all());
    },
    index: () => index,
    /** `asked`: the route, and of what. `amounts`: of the sums that only some may see. */
    look(asked: string, by: By, may: May, amounts: 'shown' | 'masked', text: string): void {
      counts.answers++;
      const desk = tenantOf(by);
      const says = (what: string) => `${desk} ${by.role} ${asked}: ${what}`;
      for (const { canary, around } of index.find(text)) {
        counts.shown++;
        const wrong = wrongOf(desk, may, canary.owner);
        if (wrong) tell(wrong, says(`${canary.owner} in ${around}`));
      }
      for (const { owner, digits } of stage.amounts.find(text)) {
        counts.amounts++;
        if (amounts === 'masked') tell('masked', says(`${digits} of ${owner}`));
        const wrong = wrongOf(desk, may, owner);
        if (wrong) tell(wrong, says(`${digits} of ${owner}`));
      }
    },
  };
}
export type Judge = ReturnType<typeof createJudge>;
