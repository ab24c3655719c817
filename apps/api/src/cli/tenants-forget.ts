import { type GivenBack, giveBackAll } from '../composition/give-back-all.ts';
import { readConfig } from '../config/config.ts';
import { openDatabase } from '../store/database.ts';
import { beginForgetting, countTenant, endForgetting, eraseTenant } from '../store/tenant-rows.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import { jsonOption } from './arguments/json-option.ts';
import { flag } from './arguments/option.ts';
import { askedBy } from './asked-by.ts';
import { amount } from './sync-words.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

const AT_VENDOR: Readonly<Record<GivenBack['kind'], string>> = {
  given_back: 'given back',
  ended: 'were over already',
  not_taken_back: 'go on being good there, which did not take them back: remove Sidelight in its settings',
  by_hand: 'can only be ended by who allowed them, in the settings of their account there',
  unreadable:
    'could not be given back: they do not open, or this environment has no client there. Remove Sidelight there',
};

const atVendor = ({ connector, kind, count }: GivenBack): string =>
  `${connector}: ${amount(count, 'sign-in')} ${AT_VENDOR[kind]}\n`;

export const tenantsForget = defineVerb({
  name: 'tenants forget',
  takes: '<subdomain> [--yes] [--json]',
  help: 'forgets a helpdesk account: its data key first, so that its secrets open nowhere, then all its rows; shows what there is, and does it with --yes',
  options: { yes: flag('forgets it: this cannot be taken back'), ...jsonOption },
  operands: 1,
  async run({ values: { yes, json }, operands: [name = ''] }, around) {
    const tenant = tenantId(name);
    if (!tenant) {
      around.err('name the subdomain of a helpdesk, e.g. acme\n');
      return WRONGLY_ASKED;
    }
    const config = readConfig(around.env);
    if (config.operator?.tenant === tenant && yes) {
      around.err(
        `${tenant} is the helpdesk of the environment, which lets it in at each start: take SIDELIGHT_TENANT out first\n`,
      );
      return FOUND;
    }
    const { db, close } = await openDatabase(config.database);
    try {
      const there = await countTenant(db, tenant);
      if (!yes) {
        const lines = Object.entries(there).map(([table, n]) => `${table}: ${amount(n, 'row')}\n`);
        around.out(json ? `${JSON.stringify({ tenant, there })}\n` : lines.join(''));
        around.err(
          lines.length === 0
            ? `nothing is held of ${tenant}\n`
            : 'Nothing is forgotten yet. This cannot be taken back: write --yes behind it to do it.\n',
        );
        return OK;
      }
      await beginForgetting(db, tenant, askedBy(), new Date(around.now() + config.backupsKeptMs));
      const givenBack = await giveBackAll({ config, db, now: around.now }, tenant, around.signal);
      await eraseTenant(db, tenant, around.signal);
      const receipt = await endForgetting(db, tenant);
      if (!receipt) throw new Error('the receipt is gone');
      const { erased } = receipt;
      if (json) around.out(`${JSON.stringify({ ...receipt, givenBack })}\n`);
      else {
        for (const [table, n] of Object.entries(erased)) around.out(`${table}: ${amount(n, 'row')}\n`);
        for (const one of givenBack) around.out(atVendor(one));
        around.out(
          `${tenant} is forgotten. The last backup that holds it is gone on ${receipt.backupsUntil.slice(0, 10)};\n`,
        );
        around.out('until then its secrets can be opened from one by whoever has SECRETS_KEY as well.\n');
      }
      return OK;
    } finally {
      await close();
    }
  },
});
