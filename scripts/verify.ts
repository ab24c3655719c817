import { checks } from './checks.ts';

/** `npm run verify`: all of them, each with its verdict; what failed says why. */
let failed = 0;
for (const check of checks) {
  const { ok, tookMs, output } = await check.run();
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${check.name} (${(tookMs / 1000).toFixed(1)} s)\n`);
  if (ok) continue;
  failed++;
  process.stdout.write(`${output}\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
