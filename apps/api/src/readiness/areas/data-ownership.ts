import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { DAYS, evidence, naming, oldest } from '../evidence.ts';
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
    claim: { code: 'two_owners' },
    isMet: alone.length === 0,
    found: alone.length === 0 ? { code: 'all_owned', count: owned.length } : naming('one_team_alone', alone),
    at: new Date(nowMs).toISOString(),
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
    claim: { code: 'owners_reached' },
    isMet: teams.length > 0 && never.length === 0,
    found: never.length === 0 ? { code: 'teams_reached', count: teams.length } : naming('teams_never_reached', never),
    at: never.length === 0 ? oldest(told.flatMap(({ at }) => at ?? [])) : undefined,
    link: { kind: 'section', section: 'status' },
  });
}

function decisionOwners({ map, nowMs }: ReadinessFacts): Evidence {
  const fields = Object.values(map.systems).flatMap((spec) => Object.values(spec.fields));
  const teams = [...new Set(fields.filter(({ decision }) => decision).map(({ owner }) => owner))];
  const deaf = teams.filter((team) => (ownValue(map.teams, team)?.alerts ?? []).length === 0);
  return evidence({
    claim: { code: 'decision_owners_reachable' },
    isMet: teams.length > 0 && deaf.length === 0,
    found:
      teams.length === 0
        ? { code: 'no_decision_field' }
        : deaf.length === 0
          ? { code: 'teams_reachable', count: teams.length }
          : naming('teams_without_channel', deaf),
    at: new Date(nowMs).toISOString(),
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
    claim: { code: 'owners_agreed', days },
    isMet: dated.length > 0 && old.length === 0,
    found: old.length === 0 ? { code: 'all_confirmed', count: dated.length } : naming('confirmed_long_ago', old),
    at: oldest(dated.map(({ day }) => day)),
    link: { kind: 'map', file: 'systems' },
  });
}
