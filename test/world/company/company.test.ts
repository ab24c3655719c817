import { describe, expect, it } from 'vitest';
import { type Company, generateCompany } from './company.ts';

const NOW = Date.parse('2026-11-23T10:31:07.412Z');
const company = (customers: number, seed = 'sidelight') => generateCompany({ seed, customers, nowMs: NOW });

const everything = (c: Company) => ({
  samples: c.samples,
  trouble: c.trouble,
  staff: c.staff,
  generated: Array.from({ length: c.customers }, (_, n) => c.customer(n)),
});

describe('the seeded company', () => {
  it('is the same for the same seed and moment, and another for another seed', () => {
    expect(everything(company(50))).toEqual(everything(company(50)));
    expect(company(50, 'other').customer(3)).not.toEqual(company(50).customer(3));
  });

  it('makes a customer the same however many others there are', () => {
    expect(company(10).customer(7)).toEqual(company(5000).customer(7));
  });

  it('makes 24,100 customers in a couple of seconds and forgets them again', () => {
    const started = performance.now();
    const c = company(24_100);
    const domains = new Set<string>();
    for (let n = 0; n < c.customers; n++) domains.add(c.customer(n).accounts[0]?.domain ?? '');
    expect(performance.now() - started).toBeLessThan(2500);
    expect(domains.size).toBe(24_100);
  });

  it('finds every generated record by each key it can be asked by', () => {
    const c = company(24_100);
    for (const n of [0, 1, 777, 24_099]) {
      const { accounts, contacts, users, organizations, payers, usage, tickets } = c.customer(n);
      const account = accounts[0]!;
      expect(c.account(account.id)).toEqual(account);
      expect(c.accountsByDomain(account.domain!)).toEqual([account]);
      expect(c.contact(contacts[0]!.id)).toEqual(contacts[0]);
      expect(c.contactByEmail(contacts[0]!.email.toUpperCase())).toEqual(contacts[0]);
      expect(c.user(users[0]!.id)).toEqual(users[0]);
      for (const organization of organizations) expect(c.organization(organization.id)).toEqual(organization);
      expect(c.payer(payers[0]!.id)).toEqual(payers[0]);
      expect(c.payersByEmail(payers[0]!.email!)).toEqual(payers);
      for (const bill of [...payers[0]!.subscriptions, ...payers[0]!.invoices]) {
        expect(c.payerOf(bill.id)).toEqual(payers[0]);
      }
      expect(c.usage(usage[0]!.account)).toEqual(usage[0]);
      expect(c.ticket(tickets[0]!.id)).toEqual(tickets[0]);
    }
  });

  it('knows nobody beyond the last customer', () => {
    const c = company(10);
    const outside = company(11).customer(10);
    expect(c.account(outside.accounts[0]!.id)).toBeUndefined();
    expect(c.ticket(outside.tickets[0]!.id)).toBeUndefined();
    expect(c.payer(outside.payers[0]!.id)).toBeUndefined();
    expect(c.contactByEmail(outside.contacts[0]!.email)).toBeUndefined();
    expect(c.usage(outside.usage[0]!.account)).toBeUndefined();
  });
});

describe('the sample tickets', () => {
  const c = company(300);

  it('are told apart by id, key and story', () => {
    for (const name of ['ticketId', 'key', 'story'] as const) {
      expect(new Set(c.samples.map((s) => s[name])).size).toBe(c.samples.length);
    }
    expect(c.samples.length).toBeGreaterThanOrEqual(22);
  });

  it('use no id and no address that a generated customer has', () => {
    const generated = everything(c).generated;
    const ids = new Set(generated.flatMap((b) => [...b.accounts, ...b.contacts, ...b.payers].map((r) => r.id)));
    const domains = new Set(generated.map((b) => b.accounts[0]!.domain));
    for (const { bundle } of c.samples) {
      for (const record of [...bundle.accounts, ...bundle.contacts, ...bundle.payers]) {
        expect(ids.has(record.id)).toBe(false);
      }
      for (const account of bundle.accounts) expect(domains.has(account.domain)).toBe(false);
    }
  });

  it('keep to reserved domains, but for the one free-mail address', () => {
    const addresses = c.samples.flatMap(({ bundle }) => bundle.users.map((u) => u.email).filter((e) => e !== null));
    expect(addresses.filter((email) => !email.endsWith('.example'))).toEqual(['sidelight.sample.person@gmail.com']);
  });

  it('have, in the helpdesk, the time of the city that the CRM says they live in', () => {
    const living = c.samples.filter(({ key, bundle }) => key !== 'canary' && bundle.contacts.some(({ city }) => city));
    expect(living.length).toBeGreaterThan(15);
    expect(living.filter(({ bundle }) => bundle.users[0]?.timeZone === undefined).map(({ key }) => key)).toEqual([]);
  });

  it('answer the surviving company for an id that was merged into it', () => {
    const merged = c.samples.find((s) => s.key === 'merged_record')!;
    const held = merged.bundle.organizations[0]!.externalId!;
    expect(held).not.toBe(merged.truth.account?.id);
    expect(c.account(held)?.id).toBe(merged.truth.account?.id);
  });
});
