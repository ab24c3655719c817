import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, openDemo } from './open-demo.ts';
import { unwatched } from './unwatched-map.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo({ changeMap: unwatched });
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

it('has one tab stop a card besides its own buttons, arrow keys inside, and each value says which field it is', async () => {
  const workspace = await demo.open();
  const { page } = workspace;
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  const frame = await sidebar.frame();
  await sidebar.find('[data-card="plan"] .again').focus();
  await page.keyboard.press('Shift');
  await sidebar.find('[data-card="plan"] .v[tabindex="-1"]').first().waitFor();

  const focused = () =>
    frame.evaluate(() => {
      const { activeElement } = document;
      const card = activeElement?.closest('section')?.getAttribute('data-card') ?? '';
      return {
        card,
        isValue: activeElement?.matches('.v, .past a') ?? false,
        fold: activeElement?.getAttribute('data-fold'),
      };
    });
  const stops: string[] = [];
  for (let i = 0; i < 60; i++) {
    const { card, isValue } = await focused();
    if (!card) break;
    if (isValue) stops.push(card);
    await page.keyboard.press('Tab');
  }
  expect(stops.length).toBeGreaterThan(4);
  expect(new Set(stops).size, 'no card twice').toBe(stops.length);

  await sidebar.find('[data-fold="plan.name"]').focus();
  await page.keyboard.press('ArrowDown');
  const next = await focused();
  expect(next).toMatchObject({ card: 'plan', isValue: true });
  expect(next.fold).not.toBe('plan.name');
  await page.keyboard.press('Enter');
  await sidebar.find(`.panel[data-fold="${next.fold}"]`).waitFor();
  await page.keyboard.press('Escape');
  expect((await focused()).fold).toBe(next.fold);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  const last = await focused();
  expect(last).toMatchObject({ card: 'plan', isValue: true });
  expect(['plan.name', next.fold]).not.toContain(last.fold);

  expect(
    await sidebar
      .card('plan')
      .getByRole('button', { name: /^Seats 250/ })
      .count(),
  ).toBe(1);
  await workspace.close();
});
