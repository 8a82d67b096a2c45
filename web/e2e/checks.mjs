// A run of named checks, one after the other, each with a picture when it fails.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export class Checks {
  constructor(screenshots) {
    this.screenshots = screenshots;
    this.failed = 0;
    mkdirSync(screenshots, { recursive: true });
  }

  async check(name, page, work) {
    const start = performance.now();
    try {
      const remark = await work();
      console.log(`ok      ${name}${remark ? ` (${remark})` : ''}, ${Math.round(performance.now() - start)} ms`);
    } catch (error) {
      this.failed++;
      console.log(`FAILED  ${name}: ${error.message}`);
      await this.shoot(page, `failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
    }
  }

  async shoot(page, name) {
    await page.screenshot({ path: join(this.screenshots, `${name}.png`) });
  }
}

export function require(condition, words) {
  if (!condition) throw new Error(words);
}

/** Calls `look` until it gives something true; its last answer is in the error when it never does. */
export async function eventually(words, look, limitMillis = 20_000) {
  const end = performance.now() + limitMillis;
  let last;
  for (;;) {
    try {
      last = await look();
      if (last) return last;
    } catch (error) {
      last = error.message;
    }
    if (performance.now() > end) throw new Error(`${words}: not within ${limitMillis / 1000} s (last: ${JSON.stringify(last)})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
