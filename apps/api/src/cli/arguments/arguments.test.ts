import { describe, expect, it } from 'vitest';
import { helpText } from './help-text.ts';
import { flag, number, text } from './option.ts';
import { readArguments } from './read-arguments.ts';

const command = {
  name: 'npm run demo --',
  takes: '[--port N] [folder]',
  help: 'starts the demo',
  options: {
    port: number('N', { from: 1, to: 65_535 }, 'where it is served', 4300),
    runs: number('N', { from: 0, to: 9 }, 'how often'),
    out: text('file', 'where it is written', 'out.txt'),
    only: text('names', 'these alone'),
    json: flag('prints JSON'),
  },
  operands: 1,
} as const;
const read = (...args: string[]) => readArguments(command, args);
const why = (...args: string[]) => {
  const found = read(...args);
  return found.kind === 'wrong' ? found.why : found.kind;
};

describe('what is typed after a command', () => {
  it('is read by kind, with what stands where nobody wrote anything', () => {
    const standard = { port: 4300, runs: undefined, out: 'out.txt', only: undefined, json: false };
    expect(read()).toEqual({ kind: 'asked', asked: { values: standard, operands: [] } });
    expect(read('--port', '80', 'here', '--json', '--only=a=b', '--out', '-')).toEqual({
      kind: 'asked',
      asked: { values: { ...standard, port: 80, json: true, only: 'a=b', out: '-' }, operands: ['here'] },
    });
  });

  it('is a word, not an option, after --', () => {
    expect(read('--', '--json')).toMatchObject({ asked: { values: { json: false }, operands: ['--json'] } });
  });

  it('is a wish for help, whatever else is wrong', () => {
    expect(why('--nothing', '--help')).toBe('help');
    expect(why('-h')).toBe('help');
  });

  it.each([
    [['--prot', '80'], 'There is no option --prot. There are --port, --runs, --out, --only, --json and --help.'],
    [['-p'], 'There is no option -p. There are'],
    [['--constructor'], 'There is no option --constructor.'],
    [['--prot=secret'], 'There is no option --prot. There are'],
    [['--port'], '--port takes a whole number from 1 to 65535.'],
    [['--port', '--json'], '--port takes a whole number from 1 to 65535.'],
    [['--port', 'abc'], '--port takes a whole number from 1 to 65535.'],
    [['--port', '0x10'], '--port takes a whole number from 1 to 65535.'],
    [['--port', '65536'], '--port takes a whole number from 1 to 65535.'],
    [['--out'], '--out takes a value behind it.'],
    [['--out='], '--out takes a value behind it.'],
    [['--json=yes'], '--json takes no value.'],
    [['a', 'b'], 'It takes one word besides its options.'],
  ])('%j is refused in words', (args, expected) => {
    expect(why(...args).startsWith(expected), why(...args)).toBe(true);
  });

  it('says that there is nothing to write where there is nothing', () => {
    const bare = { options: {} };
    expect(readArguments(bare, ['--x'])).toEqual({
      kind: 'wrong',
      why: 'There is no option --x. There is only --help.',
    });
    expect(readArguments(bare, ['x'])).toEqual({ kind: 'wrong', why: 'It takes options only, which begin with --.' });
  });
});

it('help says how it is typed, what it does, and every option with its sentence', () => {
  expect(helpText(command)).toBe(
    [
      'npm run demo -- [--port N] [folder]',
      '',
      '  starts the demo',
      '',
      '  --port N      where it is served (without it: 4300)',
      '  --runs N      how often',
      '  --out file    where it is written (without it: out.txt)',
      '  --only names  these alone',
      '  --json        prints JSON',
      '  --help        shows this',
      '',
    ].join('\n'),
  );
});
