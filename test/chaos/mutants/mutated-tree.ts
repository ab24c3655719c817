import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Edit, edited } from './mutant.ts';

/** A copy of the repository that mistakes are put into, one at a time. */
export interface MutatedTree {
  readonly root: string;
  /** Runs something while these edits are made, and undoes them whatever happens. */
  withEdits<T>(edits: readonly Edit[], use: () => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** Everything but what is installed, which is linked, and what is built or kept. */
export async function copyTree(from: string): Promise<MutatedTree> {
  const root = await mkdtemp(join(tmpdir(), 'sidelight-mutants-'));
  const left = /^(node_modules|\.git|\.sidelight)$|(^|\/)dist$/;
  const filter = (path: string) => !left.test(relative(from, path));
  // Links inside the workspace are relative, and must lead to the copy.
  await cp(from, root, { recursive: true, verbatimSymlinks: true, filter });
  await symlink(join(from, 'node_modules'), join(root, 'node_modules'), 'dir');
  return {
    root,
    async withEdits(edits, use) {
      const before = new Map<string, string>();
      try {
        for (const edit of edits) {
          const path = join(root, edit.file);
          const text = await readFile(path, 'utf8');
          if (!before.has(path)) before.set(path, text);
          await writeFile(path, edited(text, edit));
        }
        return await use();
      } finally {
        for (const [path, text] of before) await writeFile(path, text);
      }
    },
    remove: () => rm(root, { recursive: true }),
  };
}
