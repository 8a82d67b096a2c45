package io.sightline.simulator.onvif;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A pull point. Keeps 256 notices at most; what does not fit is lost. */
final class Subscription {

    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>(256);
    private volatile long endNanos;

    Subscription(Duration lifetime) {
        prolong(lifetime);
    }

    void prolong(Duration lifetime) {
        endNanos = System.nanoTime() + lifetime.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    boolean isOver() {
        return !left().isPositive();
    }

    void tell(Notice notice) {
        // Whether it fits is the subscriber's affair.
        boolean _ = notices.offer(notice);
    }

    List<Notice> take(Duration wait, int limit) {
        List<Notice> taken = new ArrayList<>();
        try {
            Notice first = notices.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                taken.add(first);
                notices.drainTo(taken, Math.max(0, limit - 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }
}
