package io.sightline.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says what a benchmark is doing, on standard error, with the time since it began. */
public final class Progress {

    private final PrintStream out;
    private final long startNanos = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /** A step begins. */
    public void step(String what) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        out.printf(
                Locale.ROOT, "[%2d:%02d] %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), what);
    }

    /** Lets time pass while something runs and is measured, and says so every ten seconds. */
    public void pause(Duration duration, String what) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        step(what + " for " + duration.toSeconds() + " s");
        long remaining;
        while ((remaining = end - System.nanoTime()) > 0) {
            Thread.sleep(Duration.ofNanos(Math.min(remaining, 10_000_000_000L)));
            remaining = end - System.nanoTime();
            if (remaining > 1_000_000_000L) {
                step(what + ", " + Duration.ofNanos(remaining).toSeconds() + " s left");
            }
        }
    }
}
