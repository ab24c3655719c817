import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createLeases } from '@sidelight/api/store/coordination.ts';
import { describe, expect, it } from 'vitest';
import { acme, MINUTE, setOAuthStage } from './oauth-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

onEachDatabase('contention for a token', (open, database) => {
  const stage = setOAuthStage(open);
  const { clock, start, connect } = stage;

  it('renews it by one call, however many ask in two processes', async () => {
    await connect(MINUTE);
    const [one, two] = [start('one'), start('two')];
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? one : two).ask()));
    expect(stage.server.asked).toHaveLength(1);
    expect(new Set(answers).size).toBe(1);
    expect(stage.server.isAlive(answers[0]!)).toBe(true);
    // What is stored by now renews once more, in either process.
    clock.aheadMs += 120 * MINUTE;
    expect(stage.server.isAlive(await two.ask())).toBe(true);
    expect(stage.server.asked).toHaveLength(2);
  });

  it('finishes a refresh though everybody who waited for it has left', async () => {
    const old = await connect(MINUTE);
    const one = start('one');
    await expect(one.ask(AbortSignal.timeout(30))).rejects.toMatchObject({ name: 'UpstreamError' });
    await one.tokens.idle();
    const token = await start('two').ask();
    expect(token).not.toBe(old);
    expect(stage.server.isAlive(token)).toBe(true);
    expect(stage.server.asked).toHaveLength(1);
    await expect(one.ask(AbortSignal.abort())).rejects.toMatchObject({ reason: 'cancelled' });
  });

  it('does not lose tokens that the store would not take, nor give them before it does', async () => {
    const old = await connect(MINUTE);
    let fails = true;
    const one = start('one', {
      changeStore: (store) => ({
        ...store,
        put: (...args) => (fails ? Promise.reject(new Error('the disk is full')) : store.put(...args)),
      }),
    });
    await expect(one.ask()).rejects.toThrow('the disk is full');
    // Another process meets the vendor with the old token, is refused, and writes that down.
    expect(await start('two').ask()).toBe('reconnect_needed');
    fails = false;
    const token = await one.ask();
    expect(token).not.toBe(old);
    expect(stage.server.isAlive(token)).toBe(true);
    expect(await start('three').ask()).toBe(token);
    expect(stage.server.asked).toHaveLength(2);
  });

  it('takes what a person has connected meanwhile, not what it has renewed', async () => {
    await connect(MINUTE);
    let anew = '';
    const one = start('one', {
      changeStore: (store) => ({
        ...store,
        async put(...args) {
          if (anew === '') anew = await connect(60 * MINUTE);
          return store.put(...args);
        },
      }),
    });
    expect(await one.ask()).toBe(anew);
    expect(await start('two').ask()).toBe(anew);
  });

  it('believes what a person has connected meanwhile over the refusal of what was there before', async () => {
    await connect(MINUTE);
    stage.server.issue();
    let anew = '';
    const one = start('one', {
      changeStore: (store) => ({
        ...store,
        async put(...args) {
          if (anew === '') anew = await connect(60 * MINUTE);
          return store.put(...args);
        },
      }),
    });
    expect(await one.ask()).toBe(anew);
    expect(await start('two').ask()).toBe(anew);
  });

  it('reads again once it has the lease: whoever had it before may have done the work', async () => {
    await connect(MINUTE);
    const first = start('first');
    const late = start('late', {
      changeLease: (lease) => ({
        ...lease,
        async take(...args) {
          await first.ask();
          return lease.take(...args);
        },
      }),
    });
    expect(await late.ask()).toBe(await first.ask());
    expect(stage.server.asked).toHaveLength(1);
  });

  it('waits for no process that has died before it asked', async () => {
    const old = await connect(MINUTE);
    await createLeases(stage.opened.db).take(acme, 'oauth|helpdesk', 'dead', 1500);
    const one = start('one');
    expect(await one.ask()).toBe(old);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(stage.server.isAlive(await one.ask())).toBe(true);
    expect(stage.server.asked).toHaveLength(1);
  });

  describe.skipIf(database === 'PGlite')('in processes of their own', () => {
    const child = (...end: string[]) =>
      new Promise<{ said: string; signal: string | null }>((resolve) => {
        const file = join(import.meta.dirname, 'oauth-process.ts');
        const running = spawn(process.execPath, [file, stage.opened.url!, stage.server.url.href, stage.key, ...end], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let said = '';
        running.stdout.on('data', (chunk) => {
          said += chunk;
        });
        running.on('close', (_code, signal) => resolve({ said, signal }));
      });

    it('four that ask at once cost one refresh, and get the same live token', async () => {
      // By the real clock: the processes have no other.
      clock.aheadMs = 0;
      await connect(MINUTE);
      const answers = await Promise.all([child(), child(), child(), child()]);
      expect(stage.server.asked).toHaveLength(1);
      expect(new Set(answers.map(({ said }) => said)).size).toBe(1);
      expect(stage.server.isAlive(answers[0]!.said)).toBe(true);
    });

    it('one that is killed between storing and using loses nothing', async () => {
      clock.aheadMs = 0;
      await connect(MINUTE);
      expect(await child('die')).toEqual({ said: '', signal: 'SIGKILL' });
      expect(stage.server.asked).toHaveLength(1);
      const { said } = await child();
      expect(stage.server.isAlive(said)).toBe(true);
      expect(stage.server.asked).toHaveLength(1);
    });
  });
});
