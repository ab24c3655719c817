import type { Option } from './option.ts';
import type { Command } from './read-arguments.ts';

const WIDTH = 100;

/** What `--help` answers: how it is typed, what it does, and every option with a sentence. */
export function helpText({ name, takes, help, options }: Command): string {
  const all = [
    ...Object.entries(options).map(([id, option]) => [typed(id, option), says(option)] as const),
    ['--help', 'shows this'] as const,
  ];
  const width = Math.max(...all.map(([left]) => left.length)) + 2;
  return [
    `${name} ${takes}`.trimEnd(),
    '',
    ...wrap(help, 2),
    '',
    ...all.flatMap(([left, right]) => {
      const [first = '', ...rest] = wrap(right, width + 2);
      return [`  ${left.padEnd(width)}${first.trimStart()}`, ...rest];
    }),
    '',
  ].join('\n');
}

/** `--port N` */
export const typed = (name: string, option: Option): string =>
  option.kind === 'flag' ? `--${name}` : `--${name} ${option.takes}`;

/** Its sentence, with what it is when nobody writes it. */
export const says = (option: Option): string =>
  option.kind === 'flag' || option.standard === undefined
    ? option.says
    : `${option.says} (without it: ${option.standard})`;

function wrap(text: string, indent: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}
