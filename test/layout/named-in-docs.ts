/** What stands in backticks, and each word of a block of commands. */
function codeIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```[a-z]*\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
  const rest = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const spans = [...rest.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
  return [...spans, ...blocks.flatMap((block) => block.split('\n'))];
}

const TOP = /^(apps|packages|test|map|scripts|deploy|docs|assets)\/[\w./{},-]*$/;
const FILE = /^[\w/-]+(\.[\w-]+)*\.(ts|tsx|mjs|ya?ml|md|service|example)$/;
const FOLDER = /^[a-z][\w-]*(\/[\w-]+)+\/$/;
/** Made by a build, or a file of an adopter's: not of this repository. */
const ELSEWHERE = /^map\/tenants\/|(^|\/)dist(\/|$)|^(sidelight|file)\.\w+$/;

/** Paths of this repository, whole or from any folder on. What holds a placeholder is none; `{a,b}` is each of them. */
export const pathsIn = (text: string): readonly string[] =>
  codeIn(text)
    .flatMap((code) => code.split(/\s+/))
    .map((word) => word.replace(/^(\.\.?\/)+/, ''))
    .filter((word) => !/[<>*…]|:\/\//.test(word))
    .flatMap(spelledOut)
    .filter((word) => (TOP.test(word) || FILE.test(word) || FOLDER.test(word)) && !ELSEWHERE.test(word));

function spelledOut(word: string): readonly string[] {
  const [, before = '', inner, after = ''] = /^([^{]*)\{([^}]*,[^}]*)\}(.*)$/.exec(word) ?? [];
  return inner === undefined ? [word] : inner.split(',').map((part) => `${before}${part}${after}`);
}

export interface Link {
  readonly path: string;
  readonly heading: string | undefined;
}

export const linksIn = (text: string): readonly Link[] =>
  [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)|(?:src|href)="(?!https?:)([^"#]+)"/g)].map(
    ([, path, heading, source]) => ({ path: path ?? source ?? '', heading }),
  );

export const commandsIn = (text: string) => ({
  npm: [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g)].map((match) => match[1] ?? match[2]!),
  sidelight: codeIn(text).flatMap((code) =>
    [...code.matchAll(/(?:^|run )sidelight (?:-- )?([a-z]+ [a-z]+)/g)].map((match) => match[1]!),
  ),
});

/** Scopes of the vendors' own spelling: `tickets:read`, `crm.objects.contacts.read`, `read:jira-work`. */
export const scopesIn = (text: string): readonly string[] =>
  text.match(/\b(?:[a-z]+:(?:read|write)|crm\.[a-z.]+\.(?:read|write)|(?:read|write):[a-z-]+)\b/g) ?? [];
