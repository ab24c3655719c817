import { buildPackage } from './build-package.ts';
import type { Wanted } from './compose-package.ts';
import { parseHost } from './host.ts';
import { verdict } from './verdict.ts';

/** For `npm run verify`: the package for one company and the one for a listing, without an error or a warning. */
const host = parseHost('https://sidelight.example.com');
const kinds: readonly [string, Omit<Wanted, 'version'>][] = [
  ['package', { host }],
  ['package for one helpdesk', { host, tenant: 'acme' }],
  ['package for a listing', { host, isPublic: true, contact: 'support@sidelight.example.com' }],
];

for (const [name, wanted] of kinds) {
  const { findings, pageFindings } = await buildPackage(wanted, AbortSignal.timeout(60_000));
  process.stdout.write(`${verdict(findings, name)}\n${verdict(pageFindings, 'pages served')}\n`);
  if (findings.length + pageFindings.length > 0) process.exitCode = 1;
}
