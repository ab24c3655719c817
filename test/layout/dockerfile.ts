/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

export interface Stage {
  readonly name: string;
  /** An image, or the stage it goes on from. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, as far as ours goes: no ARG, no ONBUILD, no heredocs. */
export function stagesOf(text: string): readonly Stage[] {
  const lines = text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const [, from, as] = name === 'FROM' ? (/^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(rest) ?? []) : [];
    if (from) stages.push({ name: as ?? 'final', from, instructions: [] });
    else stages.at(-1)?.instructions.push({ name, rest });
  }
  return stages;
}

export interface Copy {
  /** The stage it is taken from; else from what is sent to the builder. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

export function copyOf({ rest }: Instruction): Copy {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** Whether a path is left out of what is sent to the builder. The last line that fits decides. */
export function isIgnored(ignoreFile: string, path: string): boolean {
  const parts = path.split('/');
  const above = parts.map((_, n) => parts.slice(0, n + 1).join('/'));
  let ignored = false;
  for (const line of ignoreFile.split('\n').map((text) => text.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const pattern = line.replace(/^!/, '');
    const expression = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('**/', '(?:.*/)?')
      .replaceAll(/(?<!\.)\*/g, '[^/]*');
    const fits = new RegExp(`^${expression}$`);
    // A folder that is let in again lets in what is below it.
    if (above.some((candidate) => fits.test(candidate))) ignored = !line.startsWith('!');
  }
  return ignored;
}
