import { describe, expect, it } from 'vitest';
import { lease } from './exclusive';

/** What two tabs share. */
class Storage {
  private readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

describe('a lease', () => {
  it('is held by one tab at a time, and passed on', async () => {
    const storage = new Storage();
    let holders = 0;
    let most = 0;
    const work = async () => {
      const release = await lease('k', storage, soon);
      most = Math.max(most, ++holders);
      await soon();
      holders--;
      release();
    };
    await Promise.all([work(), work(), work()]);
    expect(most).toBe(1);
    expect(storage.getItem('k')).toBeNull();
  });

  it('of a tab that is gone runs out', async () => {
    const storage = new Storage();
    storage.setItem('k', `gone ${Date.now() - 1}`);
    await lease('k', storage, soon);
    expect(storage.getItem('k')).not.toMatch(/^gone/);
  });
});
