import { type CanaryIndex, indexOf } from '../canary-index.ts';
import type { TwoDesks } from '../two-desks.ts';
import type { By } from './event.ts';
import type { Whose } from './whose.ts';

/** What must never be: another helpdesk's value, another customer's, an erased person's, a masked one, or an ended session's. */
export type Wrong = 'another_helpdesk' | 'another_customer' | 'erased' | 'masked' | 'ended_session' | 'not_finished';
export interface Finding {
  readonly wrong: Wrong;
  readonly says: string;
}
/** Whose values an answer may hold: this ticket's, any of the helpdesk's own, or nobody's. */
export type May = { readonly ticket: number } | 'own' | 'nobody';

/** Looks through what was answered, for each planted value that must not be in it. */
export function createJudge(stage: TwoDesks, whose: Whose) {
  const findings: Finding[] = [];
  /** `acme 1001 person`: whose every record is gone, with us and where we had read it. */
  const goneEverywhere = new Set<string>();
  const counts = { answers: 0, shown: 0, amounts: 0, hidden: 0 };
  let index: CanaryIndex = indexOf(stage.canaries.all());
  const tenantOf = (by: By) => stage.desks[by.desk].tenant;

  function wrongOf(desk: string, may: May, owner: string): Wrong | undefined {
    if (!owner.startsWith(`${desk} `)) return 'another_helpdesk';
    if (goneEverywhere.has(owner)) return 'erased';
    if (may === 'own') return undefined;
    if (may === 'nobody' || !whose.ownersOf(desk, may.ticket).has(owner)) return 'another_customer';
    return undefined;
  }

  return {
    ...{ findings, goneEverywhere, counts },
    tell: (wrong: Wrong, says: string) => void findings.push({ wrong, says }),
    /** Values were added. */
    planted() {
      index = indexOf(stage.canaries.all());
    },
    index: () => index,
    /** `amounts`: of the sums that only some may see. */
    look(asked: string, by: By, may: May, amounts: 'shown' | 'masked', text: string): void {
      counts.answers++;
      const desk = tenantOf(by);
      const says = (what: string) => `${desk} ${by.role} ${asked}: ${what}`;
      for (const { canary, around } of index.find(text)) {
        counts.shown++;
        const wrong = wrongOf(desk, may, canary.owner);
        if (wrong) findings.push({ wrong, says: says(`${canary.owner} in ${around}`) });
      }
      for (const { owner, digits } of stage.amounts.find(text)) {
        counts.amounts++;
        if (amounts === 'masked') findings.push({ wrong: 'masked', says: says(`${digits} of ${owner}`) });
        const wrong = wrongOf(desk, may, owner);
        if (wrong) findings.push({ wrong, says: says(`${digits} of ${owner}`) });
      }
    },
  };
}
export type Judge = ReturnType<typeof createJudge>;
