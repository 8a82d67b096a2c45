package io.sightline.media.rtsp;

import io.sightline.media.stream.StreamFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Notices that a session delivers nothing (any more).
 *
 * <p>Owned by the media loop.
 */
final class WatchDog {

    /** Video without parameter sets for so long will not have them later either. */
    private static final long FORMAT_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final Duration MAX_INTERVAL = Duration.ofSeconds(1);

    private final RtspSettings settings;
    private final boolean udp;
    private final long startedNanos;
    private boolean packetSeen;
    private boolean videoSeen;
    private long firstVideoNanos;
    private long lastVideoNanos;

    WatchDog(RtspSettings settings, boolean udp, long nowNanos) {
        this.settings = settings;
        this.udp = udp;
        startedNanos = nowNanos;
        lastVideoNanos = nowNanos;
    }

    /** How often {@link #judge} wants to be asked. */
    Duration interval() {
        Duration quarter = settings.stallTimeout().dividedBy(4);
        return quarter.compareTo(MAX_INTERVAL) > 0 ? MAX_INTERVAL : quarter;
    }

    /** A packet of any kind came. */
    void packet() {
        packetSeen = true;
    }

    /** A packet of the video track came. */
    void video(long arrivalNanos) {
        lastVideoNanos = arrivalNanos;
        if (!videoSeen) {
            videoSeen = true;
            firstVideoNanos = arrivalNanos;
        }
    }

    /** How long video has been coming. */
    Duration videoDuration() {
        return videoSeen ? Duration.ofNanos(lastVideoNanos - firstVideoNanos) : Duration.ZERO;
    }

    /**
     * @param begun whether the formats of all tracks are known
     * @param ended whether the camera said good-bye
     * @return why the session is to be given up, if it is
     */
    Optional<SessionEnd> judge(long nowNanos, boolean begun, boolean ended) {
        if (udp && !packetSeen && nowNanos - startedNanos > settings.udpSilence().toNanos()) {
            StreamFailure failure =
                    new StreamFailure(
                            StreamFailure.Type.STALLED,
                            "No UDP packet arrived; something in between may block them.");
            return Optional.of(new SessionEnd(failure, true));
        }
        if (nowNanos - lastVideoNanos > settings.stallTimeout().toNanos()) {
            String time = WireConnector.words(settings.stallTimeout());
            return end(
                    StreamFailure.Type.STALLED,
                    videoSeen
                            ? "No video came for " + time + "."
                            : "The camera agreed to play, but no video came within " + time + ".");
        }
        if (ended) {
            return end(StreamFailure.Type.CLOSED, "The camera ended the stream.");
        }
        if (!begun && videoSeen && nowNanos - firstVideoNanos > FORMAT_WAIT_NANOS) {
            return end(
                    StreamFailure.Type.PROTOCOL_ERROR,
                    "The camera sends video without the parameter sets that describe it.");
        }
        return Optional.empty();
    }

    private static Optional<SessionEnd> end(StreamFailure.Type type, String detail) {
        return Optional.of(new SessionEnd(new StreamFailure(type, detail), false));
    }
}
