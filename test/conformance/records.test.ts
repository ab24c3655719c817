import { catalogue } from '@sidelight/api/connectors/catalogue.ts';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { afterAll, expect, it } from 'vitest';
import { vendorCases } from './vendors/all.ts';

const http = createHttpClient({ baseUrl: new URL('http://127.0.0.1:9'), headers: {}, now: Date.now });
afterAll(() => http.close());

it.each(Object.entries(vendorCases))(
  '%s says of each read what its record looks like, so that a kept one can be checked',
  (id, open) => {
    const vendor = open();
    const { records } = catalogue.get(id)!;
    expect(Object.keys(records).sort()).toEqual(Object.keys(vendor.create(http, vendor.settings).reads).sort());
    for (const { read, record } of vendor.reads) expect(records[read], read).toBe(record);
  },
);
