import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { areaId, rowId, sectionId } from '../../model/setup/ids.ts';
import type { NextStep, Section } from '../../model/setup/progress.ts';
import { fill } from '../../words/words.ts';
import { remedyOf } from './remedy-of.ts';
import { type SentenceContext, sentence } from './sentence.ts';

export interface NextLine {
  readonly text: string;
  /** Where it is done; nowhere when there is nothing to do. */
  readonly to?: string;
  readonly section?: Section;
  readonly look: '' | 'bad' | 'good';
}

/** The next step in words, and where it leads. */
export function nextLine(next: NextStep, ctx: SentenceContext): NextLine {
  const { say, number } = ctx;
  const words = say.next;
  const at = (section: Section, text: string, look: NextLine['look']) =>
    ({ text, to: sectionId(section), section, look }) as const;
  switch (next.kind) {
    case 'breached':
      return at('rollout', fill(words.breached, say.watched[next.criterion]), 'bad');
    case 'rolled_back':
      return at(
        'rollout',
        [
          fill(words.rolled_back, say.phase[next.step.to]),
          stepReason(next.step, ctx),
          fill(words.goOn, say.toPhase[next.step.from]),
        ]
          .filter(Boolean)
          .join(' '),
        'bad',
      );
    case 'reconnect':
    case 'connect': {
      const { name, cards, connector, system } = next.connection;
      const isFirst = next.kind === 'connect' && system === 'helpdesk';
      const text = isFirst ? fill(words.connectFirst, name) : fill(words[next.kind], name, cards.join(', '));
      return { text, to: rowId(connector), section: 'connections', look: next.kind === 'reconnect' ? 'bad' : '' };
    }
    case 'register':
      return at('webhook', words.register, '');
    case 'webhook_lost':
      return at('webhook', words.webhook_lost, 'bad');
    case 'raise': {
      const { area, score, evidence } = next.area;
      const unmet = evidence.find(({ isMet }) => !isMet);
      const text = fill(
        words.raise,
        say.area[area],
        number(score),
        unmet ? remedyOf(unmet, say).replaceAll('`', '') : '',
      ).trim();
      return { text, to: areaId(area), section: 'readiness', look: '' };
    }
    case 'unblock':
      return at('rollout', fill(words.unblock, sentence(say.blocker[next.blocker.code], next.blocker, ctx)), '');
    case 'widen':
      return at('rollout', say.canBegin[next.to], 'good');
    case 'done':
      return { text: words.done, look: 'good' };
  }
}

const stepReason = ({ reason }: RolloutStep, ctx: SentenceContext): string =>
  reason ? sentence(ctx.say.stepReason[reason.code], reason, ctx) : '';
