/**
 * The server's clock as seen from here. Recordings, "now" and latency are in its time, and people's
 * clocks are wrong by minutes; so the difference is measured, as NTP does: half the round trip is
 * the error, and the quickest of the last answers is believed.
 */
export class ClockDifference {
  private samples: { aheadMillis: number; roundTripMillis: number }[] = [];

  add(serverMillis: number, sentMillis: number, receivedMillis: number): void {
    const sample = {
      aheadMillis: serverMillis - (sentMillis + receivedMillis) / 2,
      roundTripMillis: receivedMillis - sentMillis,
    };
    this.samples = [...this.samples.slice(-(keptSamples - 1)), sample];
  }

  get aheadMillis(): number {
    const quickest = this.samples.reduce<(typeof this.samples)[number] | undefined>(
      (best, sample) => (best && best.roundTripMillis <= sample.roundTripMillis ? best : sample),
      undefined,
    );
    // Within the error of the measurement there is none: most machines keep time by NTP.
    return quickest && Math.abs(quickest.aheadMillis) > quickest.roundTripMillis / 2 ? quickest.aheadMillis : 0;
  }
}

const keptSamples = 8;
const difference = new ClockDifference();

export function serverNow(): number {
  return Date.now() + difference.aheadMillis;
}

/** Asks the server for its time now and then. */
export function followServerClock(ask: () => Promise<{ now: string }>): () => void {
  let timer: number | undefined;
  let rounds = 0;
  const measure = async () => {
    const sent = Date.now();
    const answer = await ask().catch(() => undefined);
    if (answer) difference.add(Date.parse(answer.now), sent, Date.now());
    rounds++;
    timer = window.setTimeout(() => void measure(), rounds < keptSamples ? 2_000 : 120_000);
  };
  void measure();
  return () => window.clearTimeout(timer);
}
