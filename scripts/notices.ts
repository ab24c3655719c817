import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

/** `node scripts/notices.ts`: writes THIRD-PARTY-NOTICES.md from what is installed for production. */
const root = join(import.meta.dirname, '..');
const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});
/** By name and version: of some there are two. */
type Found = Map<string, { name: string; version: string; license: string; text: string | undefined }>;

async function folderOf(name: string, from: string): Promise<string> {
  for (const base of createRequire(join(from, 'x.js')).resolve.paths(name) ?? []) {
    const folder = join(base, name);
    const has = await readFile(join(folder, 'package.json')).then(
      () => true,
      () => false,
    );
    if (has) return folder;
  }
  throw new Error(`${name} is not installed; run npm test once`);
}

async function walk(folder: string, found: Found): Promise<void> {
  const real = await realpath(folder);
  const manifest = Manifest.parse(JSON.parse(await readFile(join(real, 'package.json'), 'utf8')));
  if (!manifest.name.startsWith('@sidelight/')) {
    const { name, version, license = 'see text' } = manifest;
    const key = `${name}@${version}`;
    if (found.has(key)) return;
    const file = (await readdir(real)).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
    const text = file === undefined ? undefined : await readFile(join(real, file), 'utf8');
    found.set(key, { name, version, license, text });
  }
  for (const name of Object.keys(manifest.dependencies ?? {})) await walk(await folderOf(name, real), found);
}

const found: Found = new Map();
for (const app of ['apps/api', 'apps/sidebar']) await walk(join(root, app), found);
const packages = [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
const copyright = (text: string | undefined) =>
  text
    ?.split('\n')
    .find((line) => /^\s*(?:\(c\)|copyright)\b.*\d{4}|copyright \(c\)/i.test(line))
    ?.trim() ?? '';
const table = packages.map(
  ({ name, version, license, text }) => `| ${name} | ${version} | ${license} | ${copyright(text)} |`,
);
const apache = packages.find(({ name }) => name === 'zendesk_app_framework_sdk')?.text ?? '';
await writeFile(
  join(root, 'THIRD-PARTY-NOTICES.md'),
  `# Third-party notices

What the running product is made of besides its own code. The licences of all
that the service is made of stand in full beside it, in main.licences.md; the browser loads preact and the app
framework SDK. Made by
\`node scripts/notices.ts\`.

| package | version | licence | copyright |
|---|---|---|---|
${table.join('\n')}

## Licence of zendesk_app_framework_sdk

\`\`\`
${apache.trim()}
\`\`\`
`,
);
