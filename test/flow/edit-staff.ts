import type { Product } from './start-product.ts';

/** What the helpdesk says of one of its staff from now on. */
export function editStaff({ world }: Pick<Product, 'world'>, id: number, change: object): void {
  const { directory } = world.people;
  directory.saveUser({ ...directory.user(id)!, ...change });
}
