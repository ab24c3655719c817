import type { Finding } from './finding.ts';

/** One line a finding, errors first, and a last line that counts. */
export function verdict(findings: readonly Finding[], of: string): string {
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  const lines = [...errors, ...warnings].map(
    ({ level, key, where, message }) => `${level} ${key}: ${where}: ${message}`,
  );
  return [...lines, `${of}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`].join('\n');
}

const count = (of: readonly Finding[], word: string) => `${of.length} ${word}${of.length === 1 ? '' : 's'}`;
