import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatchWriter } from './batch-writer.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const open = (write: (rows: readonly number[]) => Promise<void>, capacity = 100) => {
  const lost: number[] = [];
  const setAside: unknown[] = [];
  const writer = createBatchWriter<number>({
    write,
    everyMs: 100,
    most: 3,
    capacity,
    onTrouble: (_, count) => lost.push(count),
    onSetAside: (error) => setAside.push(error),
  });
  return { writer, lost, setAside };
};

describe('batch writer', () => {
  it('writes soon, in order, at most so many at once', async () => {
    const batches: (readonly number[])[] = [];
    const { writer } = open(async (rows) => void batches.push(rows));
    for (let i = 0; i < 7; i++) writer.push(i);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps what a failing database refused, and writes it later', async () => {
    let down = true;
    const written: number[] = [];
    const { writer, lost } = open(async (rows) => {
      if (down) throw new Error('down');
      written.push(...rows);
    });
    writer.push(1);
    await vi.advanceTimersByTimeAsync(100);
    writer.push(2);
    down = false;
    await vi.advanceTimersByTimeAsync(200);
    expect(written).toEqual([1, 2]);
    expect(lost).toEqual([0]);
  });

  it('sets aside the one row the database refuses for what it holds, and writes every other', async () => {
    const written: number[] = [];
    const { writer, lost, setAside } = open(async (rows) => {
      if (rows.includes(2) || rows.includes(5)) throw Object.assign(new Error('refused'), { code: '22P05' });
      written.push(...rows);
    });
    for (let i = 0; i < 7; i++) writer.push(i);
    await vi.advanceTimersByTimeAsync(100);
    expect(written).toEqual([0, 1, 3, 4, 6]);
    expect([setAside.length, lost]).toEqual([2, []]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up the oldest beyond its capacity, and says how many', async () => {
    const { writer, lost } = open(async () => {
      throw new Error('down');
    }, 2);
    for (let i = 0; i < 5; i++) writer.push(i);
    await vi.advanceTimersByTimeAsync(100);
    expect(lost).toEqual([3]);
  });

  it('includes rows pushed during the last write when it closes', async () => {
    const written: number[] = [];
    const { writer } = open(async (rows) => {
      if (rows[0] === 1) writer.push(2);
      written.push(...rows);
    });
    writer.push(1);
    await writer.close();
    expect(written).toEqual([1, 2]);
  });
});
