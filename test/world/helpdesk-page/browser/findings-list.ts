import type { UploadFinding } from '../workspace.ts';
import { h } from './element.ts';

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What the marketplace's check found, errors first: what, where, and the mend. */
export function findingsList(findings: readonly UploadFinding[]): HTMLElement {
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  const row = ({ level, key, where, message }: UploadFinding) =>
    h(
      'li',
      { 'data-finding': key },
      h('span', { class: `level ${level}` }, level),
      h('div', {}, h('p', {}, message), h('p', { class: 'muted' }, h('code', {}, key), ' · ', h('code', {}, where))),
    );
  const summary =
    findings.length === 0
      ? 'The marketplace’s check found nothing.'
      : `The marketplace’s check found ${counted(errors.length, 'error')} and ${counted(warnings.length, 'warning')}.`;
  return h(
    'div',
    { class: 'findings' },
    h('p', { class: errors.length > 0 ? 'bad' : 'good' }, summary),
    h('ul', {}, ...[...errors, ...warnings].map(row)),
  );
}
