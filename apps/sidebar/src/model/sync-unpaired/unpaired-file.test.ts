import { expect, it } from 'vitest';
import { syncUnpairedEn } from '../../words/sync-unpaired-en.ts';
import { unpairedAsCsv } from './unpaired-file.ts';

it('is a line a record, and no id is taken for a formula', () => {
  const csv = unpairedAsCsv(
    {
      duplicates: [
        { side: 'left', field: 'email', fieldLabel: 'E-mail', size: 2, records: [{ id: '1' }, { id: '2' }] },
      ],
      orphans: [
        {
          ...{
            side: 'right',
            id: '=9',
            url: 'https://x.example/9',
            why: 'taken',
            field: 'email',
            fieldLabel: 'E-mail',
          },
          there: [{ id: '7' }, { id: '8' }],
        },
      ],
      totals: { duplicates: { left: 1, right: 0 }, orphans: [{ why: 'taken', left: 0, right: 1 }] },
    },
    { left: 'HubSpot', right: 'Zendesk' },
    syncUnpairedEn,
  );
  expect(csv.split('\r\n')).toEqual([
    '"What","Group","System","Record","Field","Why","Link","Records of the other side"',
    `"without a partner","","Zendesk","'=9","E-mail","${syncUnpairedEn.why.taken}","https://x.example/9","7 8"`,
    '"duplicate",1,"HubSpot","1","E-mail","","",""',
    '"duplicate",1,"HubSpot","2","E-mail","","",""',
    '',
  ]);
});
