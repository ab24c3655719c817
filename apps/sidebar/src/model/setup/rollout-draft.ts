import type { RollbackCriteria, Rollout } from '@sidelight/shared/setup/rollout.ts';

export type Criterion = keyof RollbackCriteria;
export type GroupPhase = 'pilotGroups' | 'groups';

/** The rollout as it is being changed. Figures stay as typed until they are sent. */
export interface RolloutDraft {
  readonly pilotGroups: readonly string[];
  readonly groups: readonly string[];
  readonly criteria: Readonly<Record<Criterion, string>>;
}

interface Limit {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** What the API takes; a test holds it to the schema, which is too heavy for the browser. */
export const LIMITS: Readonly<Record<Criterion, Limit>> = {
  leastInTimePercent: { least: 0, most: 100, isWhole: false },
  mostDownMinutes: { least: 1, most: 1440, isWhole: true },
  mostFailedPercent: { least: 0, most: 100, isWhole: false },
  overMinutes: { least: 5, most: 1440, isWhole: true },
  leastContexts: { least: 1, most: 10_000, isWhole: true },
};

const CRITERIA = Object.keys(LIMITS) as readonly Criterion[];

const record = <T>(value: (criterion: Criterion) => T): Record<Criterion, T> => ({
  leastInTimePercent: value('leastInTimePercent'),
  mostDownMinutes: value('mostDownMinutes'),
  mostFailedPercent: value('mostFailedPercent'),
  overMinutes: value('overMinutes'),
  leastContexts: value('leastContexts'),
});

export const draftOf = ({ pilotGroups, groups, criteria }: Rollout): RolloutDraft => ({
  pilotGroups,
  groups,
  criteria: record((criterion) => String(criteria[criterion])),
});

/** A decimal comma is as good as a point. */
const figure = (text: string): number => (text.trim() ? Number(text.trim().replace(',', '.')) : Number.NaN);

function isRight(criterion: Criterion, text: string): boolean {
  const { least, most, isWhole } = LIMITS[criterion];
  const value = figure(text);
  return value >= least && value <= most && (!isWhole || Number.isInteger(value));
}

/** The figures that could not be sent, in their order on screen. */
export const wrongCriteria = ({ criteria }: RolloutDraft): Criterion[] =>
  CRITERIA.filter((criterion) => !isRight(criterion, criteria[criterion]));

export const criteriaOf = ({ criteria }: RolloutDraft): RollbackCriteria => record((name) => figure(criteria[name]));

/** Whoever is in the pilot stays in when more groups come. */
export const withPilot = ({ pilotGroups, groups }: Pick<RolloutDraft, GroupPhase>): string[] => [
  ...new Set([...pilotGroups, ...groups]),
];

/** The draft with one group more, or one less. */
export function toggled(draft: RolloutDraft, phase: GroupPhase, id: string): RolloutDraft {
  const without = draft[phase].filter((one) => one !== id);
  return { ...draft, [phase]: without.length < draft[phase].length ? without : [...draft[phase], id] };
}

/** Whether it says anything else than the server has. Figures as texts: `99.` is on its way to `99.5`. */
export function isChanged(draft: RolloutDraft, rollout: Rollout): boolean {
  const saved = draftOf(rollout);
  const sorted = (ids: readonly string[]) => ids.toSorted().join();
  return (
    sorted(draft.pilotGroups) !== sorted(saved.pilotGroups) ||
    sorted(withPilot(draft)) !== sorted(withPilot(saved)) ||
    CRITERIA.some((criterion) => draft.criteria[criterion] !== saved.criteria[criterion])
  );
}
