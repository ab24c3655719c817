import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asModule, withoutSaveHooks, withoutUncalled } from './lean-plugin.ts';

const sdk = (name: string) =>
  readFileSync(new URL(`../node_modules/@zendesk/zaf-client/lib/${name}.js`, import.meta.url), 'utf8');

describe('asModule', () => {
  it.each(['index', 'client', 'utils'])('turns the SDK’s %s.js into an ES module, and changes nothing else', (name) => {
    const before = sdk(name).split('\n');
    const after = asModule(sdk(name)).split('\n');
    const changed = after.filter((line) => !before.includes(line));
    expect(changed.join('\n')).not.toMatch(/require\(|module\.exports/);
    expect(changed.length).toBeLessThan(8);
  });

  it('refuses an SDK written in another way', () => {
    expect(() => asModule("exports.init = require('x');")).toThrow('the SDK has changed');
  });
});

describe('withoutSaveHooks', () => {
  it('answers without an objection, and needs nothing that waits for handlers', () => {
    const [client, utils] = ['client', 'utils'].map((name) => withoutSaveHooks(sdk(name), `/lib/${name}.js`));
    expect(client).toMatch(/return Promise\.resolve\(\)\.then\(\s*rawPostMessage\.bind/);
    expect(client).not.toContain('Utils.when');
    expect(utils).not.toContain('when: when');
    expect(withoutSaveHooks(sdk('index'), '/lib/index.js')).toBe(sdk('index'));
  });

  it('refuses an SDK that asks in another way', () => {
    expect(() => withoutSaveHooks('', '/lib/client.js')).toThrow('the SDK has changed');
  });
});

describe('withoutUncalled', () => {
  const before = sdk('client').replace(/^ *\/\/\/.*\n/gm, '');
  const left = withoutUncalled(before, '/lib/client.js');
  const methodsIn = (code: string) => [...code.matchAll(/^ {2}(\w+): function/gm)].map(([, name]) => name ?? '');
  const gone = methodsIn(before).filter((name) => !methodsIn(left).includes(name));

  it('keeps every method our types declare, and what those need', () => {
    const types = readFileSync(new URL('../src/host/zaf-client.d.ts', import.meta.url), 'utf8');
    const declared = /interface ZafClient \{(.*?)\n {2}\}/s.exec(types)?.[1]?.match(/\w+(?=\()/g) ?? [];
    expect(declared).toEqual(['get', 'invoke', 'context', 'on']);
    expect(methodsIn(left).sort()).toEqual(['postMessage', ...declared].sort());
    expect(gone.filter((name) => left.includes(`this.${name}(`) || left.includes(`client.${name}(`))).toEqual([]);
  });

  it('takes out whole methods and nothing else', () => {
    expect(gone).toHaveLength(7);
    const parts = left.split('\n');
    for (const line of before.split('\n')) if (line === parts[0]) parts.shift();
    expect(parts).toEqual([]);
    expect(() => new Function('require', 'module', 'window', left)).not.toThrow();
  });

  it('leaves the background what reaches other instances', () => {
    const reaching = withoutUncalled(before, '/lib/client.js', ['instance', 'set']);
    expect(methodsIn(reaching).filter((name) => !methodsIn(left).includes(name))).toEqual(['instance', 'set']);
  });

  it('leaves the other files alone, and refuses a client it does not know', () => {
    expect(withoutUncalled(sdk('utils'), '/lib/utils.js')).toBe(sdk('utils'));
    expect(() => withoutUncalled('var Client = {};', '/lib/client.js')).toThrow('the SDK has changed');
  });
});
