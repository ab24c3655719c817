import { areaId, rowId, sectionId } from '../../model/setup/ids.ts';
import type { NextStep } from '../../model/setup/progress.ts';
import { fill } from '../../words/words.ts';
import type { Here } from './kit.ts';

export interface NextLine {
  readonly text: string;
  /** Where it is done; nowhere when there is nothing to do. */
  readonly to?: string;
  readonly look: '' | 'bad' | 'good';
}

/** The next step in words, and where it leads. */
export function nextLine(next: NextStep, { say, number }: Pick<Here, 'say' | 'number'>): NextLine {
  const words = say.next;
  switch (next.kind) {
    case 'breached':
      return { text: fill(words.breached, say.watched[next.criterion]), to: sectionId('rollout'), look: 'bad' };
    case 'reconnect':
    case 'connect': {
      const { name, cards, connector, system } = next.connection;
      const isFirst = next.kind === 'connect' && system === 'helpdesk';
      const text = isFirst ? fill(words.connectFirst, name) : fill(words[next.kind], name, cards.join(', '));
      return { text, to: rowId(connector), look: next.kind === 'reconnect' ? 'bad' : '' };
    }
    case 'register':
      return { text: words.register, to: sectionId('webhook'), look: '' };
    case 'webhook_lost':
      return { text: words.webhook_lost, to: sectionId('webhook'), look: 'bad' };
    case 'raise': {
      const { area, score, evidence } = next.area;
      const mend = evidence.find(({ isMet }) => !isMet)?.mend ?? '';
      return { text: fill(words.raise, say.area[area], number(score), mend).trim(), to: areaId(area), look: '' };
    }
    case 'unblock':
      return { text: fill(words.unblock, next.blocker), to: sectionId('rollout'), look: '' };
    case 'widen':
      return { text: fill(words.widen, say.phase[next.to]), to: sectionId('rollout'), look: 'good' };
    case 'done':
      return { text: words.done, look: 'good' };
  }
}
