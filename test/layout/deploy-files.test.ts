import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCiphers } from 'node:tls';
import { helpdeskKeys } from '@sidelight/api/config/helpdesk-environment.ts';
import { describe, expect, it } from 'vitest';
import { copyOf, isIgnored, stagesOf } from './dockerfile.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const stages = stagesOf(read('Dockerfile'));
const final = stages.at(-1)!;
const ignore = read('.dockerignore');
const copies = stages.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY').map(copyOf));
const ours = copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources);
/** What `apps/api/build/bundle.ts` makes: a test starts it. */
const BUNDLE = 'apps/api/dist/main.mjs';
const settingOf = (name: string) => final.instructions.find((one) => one.name === name)?.rest;

describe('the Dockerfile', () => {
  it('copies what there is, and what is sent to the builder', () => {
    expect(ours.length).toBeGreaterThan(8);
    expect(ours.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(ours.filter((path) => isIgnored(ignore, path))).toEqual([]);
    const inside = [
      'apps/api/src/main.ts',
      'apps/api/build/bundle.ts',
      'packages/shared/src/map/integration-map.ts',
      'map/cards.yaml',
    ];
    expect(inside.filter((path) => !existsSync(join(root, path)) || isIgnored(ignore, path))).toEqual([]);
  });

  it('sends no secret, no history and no data to the builder', () => {
    const out = [
      '.git/config',
      '.env',
      'apps/api/.env.local',
      '.sidelight/lock',
      'node_modules/x',
      'apps/api/node_modules/x',
    ];
    const more = ['docs/deploy.md', 'test/world/world.ts', 'apps/sidebar/dist/x', 'apps/api/src/http/listener.test.ts'];
    expect([...out, ...more].filter((path) => !isIgnored(ignore, path))).toEqual([]);
  });

  it('takes from stages that are there, and only before', () => {
    const known = new Set<string>();
    for (const { name, from, instructions } of stages) {
      expect(known.has(from) || from === 'node:24-slim').toBe(true);
      for (const one of instructions.filter((each) => each.name === 'COPY')) {
        const source = copyOf(one).from;
        expect(source === undefined || known.has(source)).toBe(true);
      }
      known.add(name);
    }
  });

  it('installs with the same pnpm as everybody, and knows every workspace', () => {
    const pinned = /'(pnpm@[\d.]+)'/.exec(read('scripts/install.mjs'))?.[1];
    const used = stages.flatMap(({ instructions }) =>
      instructions.flatMap(({ rest }) => rest.match(/pnpm@[\d.]+/) ?? []),
    );
    expect(new Set(used)).toEqual(new Set([pinned]));
    const workspaces = ['apps', 'packages'].flatMap((top) =>
      readdirSync(join(root, top)).map((name) => `${top}/${name}`),
    );
    for (const name of [...workspaces, 'test']) expect(ours).toContain(`${name}/package.json`);
  });

  it('runs our program as nobody special, and says how it is stopped and asked', () => {
    const order = final.instructions.map(({ name }) => name);
    expect(settingOf('USER')).toBe('node');
    expect(order.lastIndexOf('RUN')).toBeLessThan(order.indexOf('USER'));
    expect(settingOf('STOPSIGNAL')).toBe('SIGTERM');
    expect(settingOf('HEALTHCHECK')).toContain('/healthz');
    const command: unknown = JSON.parse(settingOf('CMD') ?? '');
    const bounds = ['semi', 'old'].map((space) =>
      expect.stringMatching(new RegExp(`^--max-${space}-space-size=\\d+$`)),
    );
    expect(command).toEqual(['node', '--enable-source-maps', ...bounds, BUNDLE]);
  });

  it('makes the file that it runs in a stage before, and takes over nothing that was installed', () => {
    const made = stages.find(({ name }) => name === 'build')!.instructions;
    expect(made.map(({ rest }) => rest)).toContain('node apps/api/build/bundle.ts');
    const taken = final.instructions.filter(({ name }) => name === 'COPY').map(copyOf);
    const built = taken.filter(({ from }) => from !== undefined).flatMap(({ sources }) => sources);
    expect(built.toSorted()).toEqual(['/app/apps/api/dist', '/app/apps/sidebar/dist']);
    expect(taken.filter(({ target }) => target.includes('node_modules'))).toEqual([]);
  });
});

describe('deploy/', () => {
  const unit = read('deploy/sidelight.service');
  const settings = [...unit.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!] as const);
  const all = (name: string) => settings.filter(([each]) => each === name).map(([, value]) => value);

  it('starts what the image starts, in the same way, from the folder that the unit names', () => {
    const [folder] = all('WorkingDirectory');
    const [program, ...args] = all('ExecStart')[0]!.split(' ');
    expect(program).toBe(`${folder}/node_modules/.bin/node`);
    expect(JSON.parse(read('package.json'))).toHaveProperty(['devDependencies', 'node']);
    expect(['node', ...args]).toEqual(JSON.parse(settingOf('CMD') ?? ''));
    const inImage = final.instructions.filter(({ name }) => name === 'ENV').flatMap(({ rest }) => rest.split(' '));
    for (const setting of ['NODE_ENV=production', 'MALLOC_ARENA_MAX=1']) {
      expect(all('Environment').flatMap((line) => line.split(' '))).toContain(setting);
      expect(inImage).toContain(setting);
    }
    expect(read('scripts/run.mjs').replace(/\s+/g, ' ')).toContain(`'${['node', ...args].join("', '")}'`);
    const document = all('Documentation')[0]!.replace(`file://${folder}/`, '');
    expect(existsSync(join(root, document))).toBe(true);
  });

  it('gives the service each credential by the variable that the configuration reads', () => {
    const files = all('LoadCredential').map((value) => value.split(':')[0]);
    const told = all('Environment').flatMap((value) => [...value.matchAll(/(\w+_FILE)=%d\/(\S+)/g)]);
    expect(told.map((match) => match[2]).toSorted()).toEqual(files.toSorted());
    const helpdesk = Object.keys(helpdeskKeys).join(' ');
    const known = read('apps/api/src/config/config.ts') + read('apps/api/src/config/keys.ts') + helpdesk;
    for (const [, name] of told) expect(known).toContain(name!.replace(/_FILE$/, ''));
  });

  it('is waited for longer than a stop takes', () => {
    expect(Number(all('TimeoutStopSec')[0])).toBeGreaterThan(10);
  });

  it('keeps streams open longer than they last, and idle connections shorter than the process does', () => {
    const stream = /MAX_MS = (\d+) \* 60_000/.exec(read('apps/api/src/http/status-route.ts'))![1];
    const kept = /KEEP_ALIVE_MS = (\d+)_000/.exec(read('apps/api/src/http/listener.ts'))![1];
    const nginx = read('deploy/nginx.conf');
    const caddy = read('deploy/Caddyfile');
    for (const seconds of [/proxy_read_timeout\s+(\d+)s/.exec(nginx), /read_timeout (\d+)s/.exec(caddy)])
      expect(Number(seconds?.[1])).toBeGreaterThan(Number(stream) * 60);
    for (const seconds of [/keepalive_timeout\s+(\d+)s/.exec(nginx), /keepalive (\d+)s/.exec(caddy)])
      expect(Number(seconds?.[1])).toBeLessThan(Number(kept));
    expect(nginx).toContain('proxy_buffering off;');
    expect(caddy).toContain('flush_interval -1');
  });

  it('leads nobody from http to TLS, and speaks no old TLS', () => {
    const nginx = read('deploy/nginx.conf');
    const plain = /server \{\n\s*listen 80;[\s\S]*$/.exec(nginx)?.[0] ?? '';
    expect(plain).toMatch(/^\s*return 403;$/m);
    expect(plain).not.toMatch(/return 30\d|rewrite|proxy_pass/);
    expect(read('deploy/Caddyfile')).toMatch(/^\{\n(?:\t#.*\n)*\tauto_https disable_redirects\n\}$/m);
    expect(/ssl_protocols\s+([^;]+);/.exec(nginx)?.[1]).toBe('TLSv1.2 TLSv1.3');
    const suites = /ssl_ciphers\s+([^;]+);/.exec(nginx)?.[1]?.split(':') ?? ['none'];
    expect(
      suites.filter((suite) => !/^ECDHE-(ECDSA|RSA)-(AES(256|128)-GCM-SHA(384|256)|CHACHA20-POLY1305)$/.test(suite)),
    ).toEqual([]);
    expect(suites.filter((suite) => !getCiphers().includes(suite.toLowerCase()))).toEqual([]);
  });

  it('is spoken of in the document, all of it', () => {
    const text = read('docs/deploy.md');
    for (const file of readdirSync(join(root, 'deploy'))) expect(text).toContain(`deploy/${file}`);
  });
});
