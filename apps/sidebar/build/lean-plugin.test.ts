import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asModule } from './lean-plugin.ts';

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
