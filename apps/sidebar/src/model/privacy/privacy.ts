import type { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { EraseAnswer, Erasures, PrivacyReport, Who } from '@sidelight/shared/privacy/privacy-page.ts';
import type { Clock } from '../../host/port.ts';
import type { Answer, Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { EraseForm, PrivacyState } from './state.ts';

export interface PrivacyViewDeps {
  readonly state: Store<PrivacyState>;
  readonly client: Client;
  readonly clock: Pick<Clock, 'after'>;
  save(name: string, type: string, text: string): void;
  isPrivacyReport: Check<PrivacyReport>;
  isEraseAnswer: Check<EraseAnswer>;
  isErasures: Check<Erasures>;
  isErasureReceipt: Check<ErasureReceipt>;
}

export interface PrivacyView {
  type(part: Partial<Who>): void;
  /** What is held about whoever is typed. */
  show(): void;
  exportAll(): void;
  /** Opens what is asked before an erasure, or closes it. */
  ask(isAsked: boolean): void;
  fill(part: Partial<EraseForm>): void;
  erase(): void;
  readErasures(): void;
  open(id: string | undefined): void;
  saveReceipt(): void;
  setShown(isShown: boolean): void;
}

/** While something is under way. */
const AGAIN_MS = 2000;
const isObject = (json: unknown): json is object => typeof json === 'object' && json !== null;
const isUnderWay = ({ state }: ErasureReceipt): boolean => /^(waiting|running|settling)$/.test(state);

export function createPrivacyView(deps: PrivacyViewDeps): PrivacyView {
  const { state, client, clock, save } = deps;
  const paint = (change: Partial<PrivacyState>) => state.set({ ...state.get(), ...change });
  let newest = 0;
  let isShown = false;
  let stopWaiting = () => {};

  const calm = (at: keyof PrivacyState['trouble']) => ({ ...state.get().trouble, [at]: undefined });
  /** The value, or undefined after saying what is wrong. */
  function taken<T>(answer: Answer<T>, at: keyof PrivacyState['trouble']): T | undefined {
    if (answer.ok) return answer.value;
    const { busy, trouble } = state.get();
    paint({ busy: at === 'person' ? undefined : busy, trouble: { ...trouble, [at]: answer.refusal } });
    return undefined;
  }
  const toFile = (name: string, value: object) =>
    save(`${name}.json`, 'application/json', `${JSON.stringify(value, null, 2)}\n`);

  async function show(): Promise<void> {
    const turn = ++newest;
    const { who } = state.get();
    paint({ busy: 'showing', trouble: calm('person'), report: undefined, erasing: undefined });
    const answer = await client.tell('/v1/privacy/show', { who }, deps.isPrivacyReport);
    if (turn !== newest) return;
    const report = taken(answer, 'person');
    if (report) paint({ busy: undefined, of: who, report });
  }

  async function readErasures(): Promise<void> {
    const erasures = taken(await client.tell('/v1/privacy/erasures', {}, deps.isErasures), 'erasures');
    if (erasures) paint({ erasures, trouble: calm('erasures') });
  }

  /** Again and again for as long as it goes on and somebody looks. */
  async function follow(id: string): Promise<void> {
    stopWaiting();
    const receipt = taken(await client.tell('/v1/privacy/erasure', { id }, deps.isErasureReceipt), 'erasures');
    const isWanted = state.get().receipt === undefined || state.get().receipt?.id === id;
    if (receipt && isWanted) put(receipt);
  }
  function put(receipt: ErasureReceipt): void {
    const { erasures } = state.get();
    const { steps: _, ...item } = receipt;
    const others = erasures?.items.filter(({ id }) => id !== item.id) ?? [];
    paint({ receipt, ...(erasures && { erasures: { ...erasures, items: [item, ...others] } }) });
    stopWaiting();
    if (isShown && isUnderWay(receipt)) stopWaiting = clock.after(AGAIN_MS, () => void follow(receipt.id));
  }

  return {
    type: (part) => paint({ who: { ...state.get().who, ...part } }),
    show: () => void show(),
    async exportAll() {
      const { of: who } = state.get();
      paint({ busy: 'exporting', trouble: calm('person') });
      const value = taken(await client.tell('/v1/privacy/export', { who }, isObject), 'person');
      if (!value) return;
      paint({ busy: undefined });
      toFile('personal-data', value);
    },
    ask: (isAsked) => paint({ erasing: isAsked ? { reason: '', typed: '', isNotTyped: false } : undefined }),
    fill(part) {
      const { erasing } = state.get();
      if (erasing) paint({ erasing: { ...erasing, isNotTyped: false, ...part } });
    },
    async erase() {
      const { of: who, erasing } = state.get();
      if (!erasing) return;
      const { reason, typed } = erasing;
      paint({ busy: 'erasing', trouble: calm('person') });
      const answer = taken(
        await client.tell('/v1/privacy/erase', { who, reason, typed }, deps.isEraseAnswer),
        'person',
      );
      if (!answer) return;
      if (answer.kind !== 'asked') return paint({ busy: undefined, erasing: { ...erasing, isNotTyped: true } });
      paint({ busy: undefined, erasing: undefined, report: undefined });
      put(answer.erasure);
    },
    readErasures: () => void readErasures(),
    open(id) {
      stopWaiting();
      paint({ receipt: undefined, trouble: calm('erasures') });
      if (id !== undefined) void follow(id);
    },
    saveReceipt() {
      const { receipt } = state.get();
      if (receipt) toFile(`erasure-${receipt.id}`, receipt);
    },
    setShown(now) {
      isShown = now;
      const { receipt } = state.get();
      if (!isShown) stopWaiting();
      else if (receipt && isUnderWay(receipt)) void follow(receipt.id);
    },
  };
}
