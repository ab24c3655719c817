import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { acme, MINUTE, never, setOAuthStage } from './oauth-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

onEachDatabase('the silence about tokens', (open) => {
  const stage = setOAuthStage(open);
  const { start, connect } = stage;

  it('tells no token to anybody, whatever the vendor or the store does', async () => {
    const said: string[] = [];
    const planted = ['client-secret'];
    for (const mood of ['broken', 'lost', 'unknown client', 'well', 'well'] as const) {
      planted.push(await connect(mood === 'well' ? -MINUTE : MINUTE));
      // The vendor repeats what it was sent in its error, as some do.
      if (mood === 'well') planted.push(...Object.values(stage.server.issue()));
      stage.server.mood = mood;
      const one = start(mood, {
        changeStore: (store) => ({ ...store, put: () => Promise.reject(new Error('the disk is full')) }),
      });
      const answers = await Promise.allSettled([one.tokens.accessToken(acme, 'helpdesk', never)]);
      said.push(inspect(answers, { depth: 12, showHidden: true }), JSON.stringify(answers));
      said.push(inspect(one.tokens, { depth: 12, showHidden: true }));
    }
    for (const { fields } of stage.server.asked) planted.push(fields.refresh_token!);
    expect(stage.server.asked.length).toBeGreaterThan(3);
    const all = said.join('\n');
    expect(all).toContain('the disk is full');
    expect(planted.filter((token) => all.includes(token))).toEqual([]);
  });
});
