import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll } from 'vitest';
import { type ErasureStage, openErasureStage } from './erasure-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

/** Both are there from the first test on. */
export interface OnStage {
  opened(): OpenDatabase;
  stage(): ErasureStage;
}

/** Puts the same promises about erasures to either database, each over a stage of its own. */
export function onEachErasureStage(subject: string, promises: (on: OnStage) => void): void {
  onEachDatabase(subject, (open) => {
    let opened: OpenDatabase;
    let stage: ErasureStage;
    beforeAll(async () => {
      opened = await open();
      stage = await openErasureStage(opened);
    });
    afterAll(async () => {
      await stage.close();
      await opened.close();
    });
    promises({ opened: () => opened, stage: () => stage });
  });
}
