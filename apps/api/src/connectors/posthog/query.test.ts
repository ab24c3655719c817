import { expect, it } from 'vitest';
import { PosthogOptions } from './options.ts';
import { errorsQuery, personQuery, usageQuery } from './query.ts';

const both = [usageQuery(2), errorsQuery(2)];

it.each(both)('$name is bound in time and takes the account as a value', ({ text }) => {
  expect(text).toMatch(/WHERE[\s\S]*timestamp >= now\(\) - INTERVAL \d+ (DAY|HOUR)/);
  expect(text).toContain('$group_2 = {account}');
  expect(text).toContain('LIMIT 1');
});

it('knows no day but the project’s own', () => {
  for (const { text } of both) expect(text).not.toMatch(/\b(today|yesterday)\(/);
});

it('asks for eight days, oldest first, ending today', () => {
  const days = [...usageQuery(0).text.matchAll(/toDate\(now\(\)\) - INTERVAL (\d) DAY/g)].map((match) => match[1]);
  expect(days).toEqual(['7', '6', '5', '4', '3', '2', '1', '0']);
});

it('reads a property only where the map names one', () => {
  expect(usageQuery(0).text).not.toContain('properties.');
  const { text } = usageQuery(0, { versionProperty: '$app_version' });
  expect(text).toContain('argMaxIf(toString(properties.$app_version), timestamp, isNotNull(properties.$app_version))');
  expect(text).toContain('NULL AS flags');
});

it.each(['a b', 'a)', '$', "a'", 'a.b', ''])('takes %j for no name of a property', (versionProperty) => {
  const options = { projectId: '1', groupIndex: 0, versionProperty };
  expect(PosthogOptions.safeParse(options).success).toBe(false);
});

it('finds persons by their address as a value, whatever its case, and reads no property but those named', () => {
  const { text } = personQuery('email', ['marketing_opt_in', '$unsubscribed']);
  expect(text).toContain('WHERE lower(toString(properties.email)) = {email}');
  expect(text.match(/properties\.[$\w]+/g)).toEqual([
    ...['properties.marketing_opt_in', 'properties.$unsubscribed', 'properties.email'],
  ]);
  expect(text).toContain('LIMIT 21');
});
