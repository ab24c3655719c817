import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { DAYS, evidence, list, oldest } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

/** Is there somebody for everything, and can they be told? Pure. */
export function dataOwnership(facts: ReadinessFacts): Evidence[] {
  return [twoOwners(facts), technicalOwners(facts), decisionOwners(facts), reviewed(facts)];
}

function twoOwners({ map, nowMs }: ReadinessFacts): Evidence {
  const owned = [
    ...Object.values(map.systems).map(({ system, owners }) => ({ what: system, owners })),
    ...Object.entries(map.flows).map(([what, { owners }]) => ({ what, owners })),
  ];
  const alone = owned.filter(({ owners }) => owners.business === owners.technical).map(({ what }) => what);
  return evidence({
    id: 'two_owners',
    claim: 'Every system and flow has a business and a technical owner, and they are not the same team',
    isMet: alone.length === 0,
    found: alone.length === 0 ? `${owned.length} systems and flows` : `one team alone: ${list(alone)}`,
    by: 'the map',
    at: new Date(nowMs).toISOString(),
    mend: 'Name the other owner',
    link: { kind: 'map', file: 'teams.yaml' },
  });
}

function technicalOwners({ map, delivered }: ReadinessFacts): Evidence {
  const teams = [...new Set(Object.values(map.systems).map(({ owners }) => owners.technical))];
  const told = teams.map((team) => {
    const times = (ownValue(map.teams, team)?.alerts ?? []).flatMap((channel) => delivered.get(channel) ?? []);
    return { team, at: times.sort().at(-1) };
  });
  const never = told.filter(({ at }) => at === undefined).map(({ team }) => team);
  return evidence({
    id: 'owners_reached',
    claim: 'An alert has reached every technical owner',
    isMet: teams.length > 0 && never.length === 0,
    found: never.length === 0 ? `${teams.length} of ${teams.length} teams` : `never reached: ${list(never)}`,
    by: 'a delivered alert',
    at: never.length === 0 ? oldest(told.flatMap(({ at }) => at ?? [])) : undefined,
    mend: 'Give the team a channel in ALERT_CHANNELS, then tell it from a ticket (“tell the owner”), or practise an outage',
    link: { kind: 'section', section: 'status' },
  });
}

function decisionOwners({ map, nowMs }: ReadinessFacts): Evidence {
  const fields = Object.values(map.systems).flatMap((spec) => Object.values(spec.fields));
  const teams = [...new Set(fields.filter(({ decision }) => decision).map(({ owner }) => owner))];
  const deaf = teams.filter((team) => (ownValue(map.teams, team)?.alerts ?? []).length === 0);
  return evidence({
    id: 'decision_owners_reachable',
    claim: 'Every owner of a field that agents decide by has a channel',
    isMet: teams.length > 0 && deaf.length === 0,
    found:
      teams.length === 0 ? 'no such field' : deaf.length === 0 ? `${teams.length} teams` : `none for ${list(deaf)}`,
    by: 'the map',
    at: new Date(nowMs).toISOString(),
    mend: 'Give each team `alerts` in teams.yaml',
    link: { kind: 'map', file: 'teams.yaml' },
  });
}

function reviewed({ map, nowMs }: ReadinessFacts): Evidence {
  const dated = Object.values(map.systems).flatMap((spec) => [
    { what: spec.system, day: spec.reviewed },
    ...Object.entries(spec.fallbacks).map(([id, { confirmed }]) => ({ what: `${spec.system}: ${id}`, day: confirmed })),
  ]);
  const days = map.health.reviewEveryDays;
  const old = dated.filter(({ day }) => nowMs - Date.parse(day) > DAYS(days + 1)).map(({ what }) => what);
  return evidence({
    id: 'owners_agreed',
    claim: `Owners have read their part of the map, and confirmed their fallbacks, in the last ${days} days`,
    isMet: dated.length > 0 && old.length === 0,
    found: old.length === 0 ? `${dated.length} dates` : `longer ago: ${list(old)}`,
    by: 'the dates in the map',
    at: oldest(dated.map(({ day }) => day)),
    mend: 'Have the owner read it, then write the day into the file',
    link: { kind: 'map', file: 'systems' },
  });
}
