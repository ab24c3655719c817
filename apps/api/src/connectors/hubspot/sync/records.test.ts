import { describe, expect, it } from 'vitest';
import type { Writer } from '../../sync-port.ts';
import { recordFrom } from './records.ts';
import type { WireRecord } from './wire.ts';

const at = '2026-11-03T10:00:00.120Z';
const version = (value: string, timestamp = at, sourceType = 'CRM_UI', sourceId = 'userId:7') => ({
  ...{ value, timestamp, sourceType, sourceId },
});
const wire = (more: Partial<WireRecord>): WireRecord => ({ id: '301', properties: {}, updatedAt: at, ...more });

it('what is not answered is not empty', () => {
  const record = recordFrom(
    wire({ properties: { firstname: 'Noor', phone: null } }),
    [
      { name: 'firstname', type: 'name' },
      { name: 'phone', type: 'phone' },
      { name: 'interests', type: 'multi_select' },
    ],
    undefined,
  );
  expect(record).toMatchObject({ values: { firstname: 'Noor', phone: null }, unreadable: [] });
  expect(record.values).not.toHaveProperty('interests');
});

it('what is none of its type is told, and is not empty', () => {
  const record = recordFrom(wire({ properties: { seats: 'many' } }), [{ name: 'seats', type: 'number' }], undefined);
  expect(record).toMatchObject({ values: {}, unreadable: ['seats'] });
});

it('a clear has its writer and its time', () => {
  const past = { renewal_date: [version(''), version('2026-12-01', '2026-11-01T00:00:00Z', 'IMPORT', '4')] };
  const asked = [{ name: 'renewal_date', type: 'date' }] as const;
  const { history } = recordFrom(wire({ propertiesWithHistory: past }), asked, undefined);
  expect(history?.renewal_date).toEqual([
    { value: null, versionMs: Date.parse(at), writer: { kind: 'person', id: '7' } },
    { value: '2026-12-01', versionMs: Date.parse('2026-11-01T00:00:00Z'), writer: { kind: 'import', id: '4' } },
  ]);
});

it('merged ids are told', () => {
  const record = recordFrom(wire({ properties: { hs_merged_object_ids: '202;203' } }), [], undefined);
  expect(record.absorbed).toEqual(['202', '203']);
});

describe('the writer', () => {
  it.each<[string, string, Writer]>([
    ['CRM_UI', 'userId:12', { kind: 'person', id: '12' }],
    ['FORM', 'f2', { kind: 'form', id: 'f2' }],
    ['IMPORT', '5', { kind: 'import', id: '5' }],
    ['AUTOMATION_PLATFORM', 'w3', { kind: 'workflow', id: 'w3' }],
    ['INTEGRATION', '99', { kind: 'app', id: '99' }],
    ['INTEGRATION', '31', { kind: 'sidelight' }],
    ['CALCULATED', 'x', { kind: 'unknown' }],
  ])('%s %s', (sourceType, sourceId, writer) => {
    const past = { phone: [version('1', at, sourceType, sourceId)] };
    const { history } = recordFrom(wire({ propertiesWithHistory: past }), [{ name: 'phone', type: 'phone' }], '31');
    expect(history?.phone?.[0]?.writer).toEqual(writer);
  });

  const named = (sourceType: string, sourceId: string, sourceLabel: string) => {
    const past = { phone: [{ ...version('1', at, sourceType, sourceId), sourceLabel }] };
    const { history } = recordFrom(wire({ propertiesWithHistory: past }), [{ name: 'phone', type: 'phone' }], '31');
    return history?.phone?.[0]?.writer;
  };

  it('is called what HubSpot calls it, where it is an app, a form, an import or a workflow', () => {
    expect(named('INTEGRATION', '99', ' Data  Desk\n')).toEqual({ kind: 'app', id: '99', name: 'Data Desk' });
    expect(named('AUTOMATION_PLATFORM', 'w3', 'Tidy phones')).toEqual({
      kind: 'workflow',
      id: 'w3',
      name: 'Tidy phones',
    });
    expect(named('INTEGRATION', '99', 'x'.repeat(200))).toMatchObject({ name: `${'x'.repeat(79)}…` });
    expect(named('INTEGRATION', '99', ' ')).toEqual({ kind: 'app', id: '99' });
  });

  it('is not called anything where it is a person, or us', () => {
    expect(named('CRM_UI', 'userId:12', 'Ana Brandt')).toEqual({ kind: 'person', id: '12' });
    expect(named('INTEGRATION', '31', 'Sidelight')).toEqual({ kind: 'sidelight' });
  });

  it('nobody is us while nobody has said what we are called', () => {
    const past = { phone: [version('1', at, 'INTEGRATION', '')] };
    const { history } = recordFrom(
      wire({ propertiesWithHistory: past }),
      [{ name: 'phone', type: 'phone' }],
      undefined,
    );
    expect(history?.phone?.[0]?.writer).toEqual({ kind: 'app', id: '' });
  });
});
