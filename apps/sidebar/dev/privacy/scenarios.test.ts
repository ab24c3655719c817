import { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { Erasures, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';
import { expect, it } from 'vitest';
import { privacyEn } from '../../src/words/privacy-en.ts';
import { privacyScenarios } from './scenarios.ts';

it.each(Object.entries(privacyScenarios))(
  '%s keeps to the contract, and each of its places has words',
  (_, scenario) => {
    const { held } = PrivacyReport.parse(scenario.report());
    Erasures.parse(scenario.erasures());
    const { steps } = ErasureReceipt.parse(scenario.receipt());
    const places = [...held, ...steps].map(({ place }) => place).filter((place) => !place.includes(' '));
    expect(places.filter((place) => !(place in privacyEn.place))).toEqual([]);
  },
);
