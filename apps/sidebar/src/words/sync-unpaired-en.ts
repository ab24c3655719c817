import type { Pair } from './status-words.ts';

const pair = (one: string, many: string): Pair => [one, many];

/** What is said of records without a partner, and of those that are there twice. */
export const syncUnpairedEn = {
  title: 'Without a partner, or there twice',
  hint: 'As the newest comparison or dry run found them. Nothing merges or deletes them: that is done by people, in {left} or {right}.',
  orphans: pair('{count} record without a partner', '{count} records without a partner'),
  groups: pair('{count} group of duplicates', '{count} groups of duplicates'),
  found: 'found {ago}',
  every: 'Every record has a partner or is about to get one, and none is there twice.',
  first: 'The first {count} are listed here.',
  why: {
    several: 'Several could be its partner',
    differs: 'The record with the same value belongs to somebody else, by another field',
    taken: 'Whoever has the same value is linked to another record',
    no_value: 'No value to be found by',
    not_ready: 'No record there has its values, and it lacks what a new record needs',
    nobody: 'Nobody there has its values, and the map makes no new record',
    aside: 'A field that records are matched by is not being kept in sync',
  },
  same: 'Same {field} in {system}',
  others: pair('and {count} more', 'and {count} more'),
  columns: { kind: 'What', group: 'Group', system: 'System', id: 'Record', field: 'Field', why: 'Why', link: 'Link' },
  there: 'Records of the other side',
  orphan: 'without a partner',
  duplicate: 'duplicate',
};
