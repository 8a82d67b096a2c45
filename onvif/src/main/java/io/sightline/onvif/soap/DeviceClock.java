package io.sightline.onvif.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What the device's clock shows, as the difference from this machine's. While the device is being
 * asked for the first time, whoever needs to know waits for its answer. Any thread.
 */
public final class DeviceClock {

    private final InstantSource here;
    private volatile Duration offset = Duration.ZERO;

    /** Whose completion says that the first reading is over, however it went. */
    private volatile CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);

    public DeviceClock(InstantSource here) {
        this.here = here;
    }

    /** How much the device is ahead; negative if it is behind. */
    public Duration offset() {
        try {
            reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reading ends without failure", e);
        }
        return offset;
    }

    /** The device is about to be asked; {@link #readingEnded} has to follow. */
    void readingBegins() {
        reading = new CompletableFuture<>();
    }

    void readingEnded() {
        reading.complete(null);
    }

    public void deviceIsAheadBy(Duration measured) {
        offset = measured;
    }

    public Instant deviceNow() {
        Duration ahead = offset();
        return here.instant().plus(ahead);
    }

    /** A moment that the device named, on this machine's clock. */
    public Instant here(Instant deviceTime) {
        return deviceTime.minus(offset());
    }

    public Instant now() {
        return here.instant();
    }
}
