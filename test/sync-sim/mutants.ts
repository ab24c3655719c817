/** A mistake in the part that decides, and the sentence it makes untrue. */
export interface SyncMutant {
  readonly name: string;
  /** Below `apps/api/src/sync`. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly old: string;
  readonly new: string;
}

const CLASSIFY = 'decide/classify.ts';
const CONFLICT = 'decide/conflict.ts';
const DECIDE = 'decide/decide.ts';
const DELIVERY = 'decide/delivery.ts';
const OBSERVE = 'decide/observe.ts';
const AIM = 'decide/aim.ts';
const ASK = 'decide/ask.ts';
const NOTE = 'decide/note.ts';

export const syncMutants: readonly SyncMutant[] = [
  {
    name: 'go on sending what was taken back',
    file: 'decide/undo.ts',
    old: "cancel(cancel(state, 'left'), 'right')",
    new: 'state',
  },
  {
    name: 'forget what was asked when it is taken back',
    file: 'decide/undo.ts',
    old: "if (held) return { because: 'undone', next: asked(state, held) };",
    new: "if (held) return { because: 'undone', next: { ...state, held } };",
  },
  { name: 'take every echo for an edit', file: CLASSIFY, old: "if (isOurs) return 'echo';", new: '' },
  {
    name: 'know an echo by its value alone',
    file: CLASSIFY,
    old: ': versionMs <= sent.versionMs;',
    new: ': true;',
  },
  {
    name: 'take an older edit for a newer one',
    file: CLASSIFY,
    old: 'return versionMs < known.versionMs;',
    new: 'return false;',
  },
  {
    name: 'call a changed value a duplicate when its second is known',
    file: CLASSIFY,
    old: 'if (!compare.isSame(side, value, known.value)) return versionMs < known.versionMs;',
    new: '',
  },
  {
    name: 'drop an edit that we wrote over',
    file: CLASSIFY,
    old: "return versionMs <= writtenMs(own) ? 'overwritten' : 'edit';",
    new: "return versionMs <= writtenMs(own) ? 'duplicate' : 'edit';",
  },
  {
    name: 'believe that a side still holds what we wrote over',
    file: CLASSIFY,
    old: "return versionMs <= writtenMs(own) ? 'overwritten' : 'edit';",
    new: "return 'edit';",
  },
  {
    name: 'the last to arrive wins',
    file: CONFLICT,
    old: "if (laterMs < -unsureMs) return loses('older_kept');",
    new: "if (laterMs < -unsureMs) return wins('newer');",
  },
  {
    name: 'believe the stamps',
    file: CONFLICT,
    old: 'trueMs: edit.versionMs - aheadMs[edit.side] - half',
    new: 'trueMs: edit.versionMs - half',
  },
  {
    name: 'correct the clock the wrong way',
    file: CONFLICT,
    old: 'edit.versionMs - aheadMs[edit.side]',
    new: 'edit.versionMs + aheadMs[edit.side]',
  },
  {
    name: 'decide though nobody can tell which came first',
    file: CONFLICT,
    old: 'return together(policy, edit, origin, Math.abs(laterMs) <= policy.windowMs);',
    new: "return laterMs > 0 ? wins('newer') : loses('older_kept');",
  },
  {
    name: 'the CRM wins where support should',
    file: CONFLICT,
    old: "return edit.side === 'right' ? wins('rule') : loses('support_wins');",
    new: "return edit.side === 'left' ? wins('rule') : loses('support_wins');",
  },
  {
    name: 'the customer gives way',
    file: CONFLICT,
    old: "return edit.isCustomer ? wins('rule') : loses('customer_wins');",
    new: "return edit.isCustomer ? loses('customer_wins') : wins('rule');",
  },
  {
    name: 'decide what is a person’s to decide',
    file: CONFLICT,
    old: "if (policy.rule === 'manual') return asks('manual');",
    new: '',
  },
  {
    name: 'write to the owner',
    file: DECIDE,
    old: "if (policy.kind === 'owned' && policy.owner !== side) return foreignEdit(rule, seen, edit);",
    new: '',
  },
  {
    name: 'leave somebody else’s edit of an owned field',
    file: DECIDE,
    old: 'const next = { ...aim(compare, agreed, side, owned), rounds: roundsWith(rule, seen, edit) };',
    new: 'const next = agreed;',
  },
  {
    name: 'never stop a ping-pong',
    file: 'decide/rounds.ts',
    old: 'recent(rule, state, edit).length >= rule.breaker.rounds',
    new: 'recent(rule, state, edit).length >= 1000',
  },
  {
    name: 'forget the value that lost',
    file: DECIDE,
    old: "return { because: 'lost', next, review: kept(seen, edit, why) };",
    new: "return { because: 'lost', next };",
  },
  {
    name: 'keep no note of the value that a rule overruled',
    file: DECIDE,
    old: "return outcome.because === 'rule' ? { ...decision, review: kept(state, edit, winnerOf(policy.rule)) } : decision;",
    new: 'return decision;',
  },
  {
    name: 'leave the loser standing',
    file: DECIDE,
    old: 'const next = seen.agreed ? aim(rule.compare, counted, edit.side, seen.agreed.value) : counted;',
    new: 'const next = counted;',
  },
  {
    name: 'send nothing',
    file: DECIDE,
    old: 'return { because, next: aim(compare, own, otherSide(side), value) };',
    new: 'return { because, next: own };',
  },
  {
    name: 'do not put back what we wrote over',
    file: DECIDE,
    old: 'const own = aim(compare, agreed, side, value);',
    new: 'const own = agreed;',
  },
  {
    name: 'write while a person decides',
    file: DECIDE,
    old: 'if (seen.held) return whileHeld(rule, seen, edit);',
    new: '',
  },
  {
    name: 'never come out of a review',
    file: 'decide/resolve.ts',
    old: 'const { held: _, before, ...free } = state;',
    new: 'const { before, ...free } = state;',
  },
  {
    name: 'hide one side of a review',
    file: ASK,
    old: 'const both = { left: held.left, right: held.right, [edit.side]: edit.value };',
    new: 'const both = { left: held.left, right: held.right };',
  },
  {
    name: 'take a lost answer for a written value',
    file: OBSERVE,
    old: 'return compareWith(rule, next, side, read, clocks);\n}',
    new: "return { because: 'echo', next: cancel(next, side) };\n}",
  },
  {
    name: 'apply a page that is older than an edit',
    file: OBSERVE,
    old: 'if (edit && edit.seenMs >= read.snapshotMs) return undefined;',
    new: '',
  },
  {
    name: 'apply a page that is older than our write',
    file: OBSERVE,
    old: 'return sent.some(({ atMs }) => atMs >= read.snapshotMs) ? undefined : read;',
    new: 'return read;',
  },
  {
    name: 'take what an index that lags shows for an edit',
    file: OBSERVE,
    old: 'if (isOld(state[side], read)) return undefined;',
    new: '',
  },
  {
    name: 'see nothing that nobody told us of',
    file: OBSERVE,
    old: 'return decide(rule, state, edit, clocks);',
    new: "return { because: 'same', next: state };",
  },
  {
    name: 'let an older answer say what a side holds',
    file: DELIVERY,
    old: 'if (versionMs < writtenMs({ sent })) return held;',
    new: '',
  },
  {
    name: 'do not look whether our write came over an edit',
    file: DELIVERY,
    old: 'return wholly(rewritten(rule, now, side));',
    new: 'return wholly(now);',
  },
  {
    name: 'think it done when it is sent',
    file: AIM,
    old: 'const isSent = target?.isSent === true && compare.isSame(side, value, target.value);',
    new: 'const isSent = target !== undefined;',
  },
  {
    name: 'forget who set a value again',
    file: NOTE,
    old: 'return { ...state, origin: { side: edit.side, isCustomer: edit.isCustomer, ...at } };',
    new: 'return state;',
  },
  {
    name: 'an empty value is no value',
    file: DECIDE,
    old: "if (isEmpty(value) && rule.nulls === 'keep')",
    new: 'if (isEmpty(value))',
  },
  {
    name: 'write to a side that nobody has looked at',
    file: DECIDE,
    old: "if (!seen.agreed) return isKnown(seen) ? meet(rule, seen, edit.seenMs, clocks) : { because: 'unmet', next: seen };",
    new: '',
  },
];
