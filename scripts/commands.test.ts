import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpText } from '../apps/api/src/cli/arguments/help-text.ts';
import { readArguments } from '../apps/api/src/cli/arguments/read-arguments.ts';
import { commands } from './commands.ts';

const root = join(import.meta.dirname, '..');

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
/** As npm does it, but for the program itself. */
const typed = (...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, ['scripts/run.mjs', ...args], { cwd: root }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts);

describe('what is typed after a root script', () => {
  it('is declared for each of them', () => {
    expect([...Object.keys(commands), 'sidelight'].sort()).toEqual(scripts.sort());
  });

  it.each(Object.entries(commands))('%s: every option has a sentence, and stands in how it is typed', (_, command) => {
    for (const [name, option] of Object.entries(command.options)) {
      expect(command.takes).toContain(`--${name}`);
      expect(option.says.length).toBeGreaterThan(10);
    }
    expect(helpText(command)).toContain(command.help.slice(0, 40));
    expect(readArguments(command, ['--prot'])).toMatchObject({ kind: 'wrong' });
  });

  it('is checked before anything is built: help goes out, what is wrong is said, with 2', async () => {
    const began = performance.now();
    const help = await typed('demo', '--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toMatch(/^npm run demo -- \[--port N\].*\n\n {2}Starts the demo/);
    expect(await typed('test', 'some.test.ts')).toEqual({
      ...{ code: 2, out: '' },
      err: 'It takes options only, which begin with --.\nnpm run test -- --help says what there is.\n',
    });
    const wrong = await typed('demo', '--port', 'abc');
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^--port takes a whole number from/) });
    expect(performance.now() - began, 'nothing was built').toBeLessThan(20_000);
  });

  it('is told of a script that there is not', async () => {
    expect(await typed('dmeo')).toMatchObject({ code: 2, err: expect.stringMatching(/^There is no script dmeo\./) });
  });
});
