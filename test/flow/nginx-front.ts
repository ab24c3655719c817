import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoundRobin } from './round-robin.ts';
import { until } from './until.ts';

const OURS = join(import.meta.dirname, '../../deploy/nginx.conf');

/** `deploy/nginx.conf` itself, but for addresses and TLS. Needs nginx: run with TEST_FRONT=nginx. */
export async function startNginx(port: number, targets: readonly string[]): Promise<RoundRobin> {
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-nginx-'));
  const log = join(folder, 'access.log');
  await writeFile(log, '');
  await writeFile(join(folder, 'nginx.conf'), configuration(await readFile(OURS, 'utf8'), { folder, port, targets }));
  const nginx = spawn('nginx', ['-e', join(folder, 'error.log'), '-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await until(() => isListening(port));
  let lines: readonly string[] = [];
  const watching = setInterval(async () => {
    lines = (await readFile(log, 'utf8')).split('\n');
  }, 50);
  return {
    url: `http://127.0.0.1:${port}`,
    retried: () => lines.filter((line) => /upstream=\S+, /.test(line)).length,
    broken: () => 0,
    lost: () => lines.filter((line) => / 50[24] upstream=/.test(line)),
    async close() {
      clearInterval(watching);
      nginx.kill('SIGTERM');
      await once(nginx, 'exit');
      await rm(folder, { recursive: true });
    },
  };
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly targets: readonly string[];
}

function configuration(ours: string, { folder, port, targets }: Place): string {
  const plain = ours
    .replace(/server 127\.0\.0\.1:4310([^;]*);/, (_, how: string) =>
      targets.map((url) => `server ${new URL(url).host}${how};`).join('\n'),
    )
    .replace(/^\s*listen 443 ssl http2;/m, `listen 127.0.0.1:${port};`)
    .replace(/^\s*(listen \[::\]:443|ssl_)[^;]*;/gm, '')
    .replace(/\nserver \{\n\s*listen 80;[\s\S]*$/, '\n');
  return `daemon off; pid ${folder}/nginx.pid; events {}
http {
  log_format look '$request_method $uri $status upstream=$upstream_addr x';
  access_log ${folder}/access.log look;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/a; uwsgi_temp_path ${folder}/b; scgi_temp_path ${folder}/c;
  ${plain}
}`;
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
