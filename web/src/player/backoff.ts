/** Waiting times between tries: doubling, with jitter so that many pages do not come back at once. */
export class Backoff {
  private tries = 0;

  constructor(
    private readonly firstMillis: number,
    private readonly mostMillis: number,
    private readonly random: () => number = Math.random,
  ) {}

  next(): number {
    const full = Math.min(this.firstMillis * 2 ** this.tries, this.mostMillis);
    this.tries = Math.min(this.tries + 1, 30);
    return full * (0.75 + 0.5 * this.random());
  }

  get count(): number {
    return this.tries;
  }

  reset(): void {
    this.tries = 0;
  }
}
