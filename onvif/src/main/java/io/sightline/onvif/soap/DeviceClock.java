package io.sightline.onvif.soap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the device's clock shows, as the difference from this machine's. Any thread. */
public final class DeviceClock {

    private final InstantSource here;
    private volatile Duration offset = Duration.ZERO;

    public DeviceClock(InstantSource here) {
        this.here = here;
    }

    /** How much the device is ahead; negative if it is behind. */
    public Duration offset() {
        return offset;
    }

    public void deviceIsAheadBy(Duration measured) {
        offset = measured;
    }

    public Instant deviceNow() {
        return here.instant().plus(offset);
    }

    /** A moment that the device named, on this machine's clock. */
    public Instant here(Instant deviceTime) {
        return deviceTime.minus(offset);
    }

    public Instant now() {
        return here.instant();
    }
}
