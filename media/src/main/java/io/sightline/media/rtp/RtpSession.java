package io.sightline.media.rtp;

import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;
import io.sightline.media.mediatime.SessionClock;
import io.sightline.media.stream.StreamInput;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The RTP side of one connection to a source: takes packets of all its tracks and feeds the stream.
 *
 * <p>Calls {@link StreamInput#beginSession} itself, as soon as the formats of all tracks are known:
 * with the first packet when the session description had them, else when the parameter sets were
 * seen in the packets. Until then media is dropped; {@link #begun()} tells whoever wants to give
 * up.
 *
 * <p>Buffers passed in are consumed during the call, and belong to the caller again afterwards. All
 * methods on the stream's media loop.
 */
public final class RtpSession {

    private static final int NO_TRACK = -1;
    private static final int NO_RTP_TIME = -1;
    private static final int DRIFT_REPORT_FRAMES = 256;

    /** How packets travel. */
    public enum Transport {
        /** Interleaved in the RTSP connection: in order and whole. */
        TCP,
        /** Datagrams: late, twice, or never. Packets wait up to 100 ms for those before them. */
        UDP
    }

    private final StreamInput input;
    private final InstantSource wallClock;
    private final List<PayloadFormat.Receivable> payloads;
    private final TrackReceiver[] receivers;
    private final @Nullable TrackFormat[] formats;
    private final long[] rtpInfoTimes;
    private final int ownSsrc = ThreadLocalRandom.current().nextInt();
    private @Nullable SessionClock clock;
    private int formatsMissing;
    private long lastArrivalNanos;
    private int framesUntilDriftReport = DRIFT_REPORT_FRAMES;

    /**
     * @param label for log lines, e.g. {@code [stream:cam1]}
     * @param tracks in the order that becomes the session's track order
     * @param wallClock the server's clock
     */
    public RtpSession(
            String label,
            StreamInput input,
            List<PayloadFormat.Receivable> tracks,
            Transport transport,
            InstantSource wallClock) {
        this.input = input;
        this.wallClock = wallClock;
        this.payloads = List.copyOf(tracks);
        this.receivers = new TrackReceiver[tracks.size()];
        this.formats = new TrackFormat[tracks.size()];
        this.rtpInfoTimes = new long[tracks.size()];
        for (int i = 0; i < receivers.length; i++) {
            PayloadFormat.Receivable track = tracks.get(i);
            rtpInfoTimes[i] = NO_RTP_TIME;
            if (track instanceof PayloadFormat.Described described) {
                formats[i] = described.format();
            } else {
                formatsMissing++;
            }
            receivers[i] =
                    new TrackReceiver(
                            label,
                            input,
                            track.payload(),
                            track.clockRateHz(),
                            PayloadFormats.depacketiser(track, new TrackWriter(this, input, i)),
                            transport);
        }
    }

    /** Whether media flows: the formats of all tracks are known, and a packet came. */
    public boolean begun() {
        return clock != null;
    }

    /**
     * Takes one RTP packet. RTCP that a camera sends on the RTP channel is recognised and treated
     * as such.
     *
     * @param arrivalNanos {@link System#nanoTime()} when it was read; one value for all packets of
     *     a read will do
     */
    public void packet(int track, ByteBuffer rtp, long arrivalNanos) {
        if (Rtcp.isRtcp(rtp)) {
            rtcp(track, rtp, arrivalNanos);
            return;
        }
        int end = rtp.limit();
        lastArrivalNanos = arrivalNanos;
        if (clock == null && formatsMissing == 0) {
            begin();
        }
        receivers[track].packet(rtp, arrivalNanos);
        rtp.limit(end).position(end);
    }

    /** Takes one compound RTCP packet. */
    public void rtcp(int track, ByteBuffer rtcp, long arrivalNanos) {
        TrackReceiver receiver = receivers[track];
        Rtcp.read(
                rtcp,
                new Rtcp.Visitor() {
                    @Override
                    public void senderReport(int ssrc, long ntp, int rtpTimestamp) {
                        receiver.senderReport(ntp, arrivalNanos);
                        if (clock != null) {
                            clock.senderReport(track, ntp, rtpTimestamp, arrivalNanos);
                        }
                    }

                    @Override
                    public void goodbye() {
                        receiver.goodbye();
                    }
                });
    }

    /**
     * What the PLAY reply's {@code RTP-Info} says of a track (RFC 2326 §12.33); used to put tracks
     * in step where it proves plausible. Before the first packet, or never.
     *
     * @param rtpTime 0…2³²−1
     */
    public void rtpInfo(int track, long rtpTime) {
        rtpInfoTimes[track] = rtpTime & 0xFFFF_FFFFL;
    }

    /**
     * Gives up waiting for late datagrams. Wanted every 50 ms or so for UDP when no packet comes;
     * for TCP never.
     */
    public void tick(long nowNanos) {
        for (TrackReceiver receiver : receivers) {
            receiver.tick(nowNanos);
        }
    }

    /** Whether the sender said good-bye on every track (RTCP BYE, RFC 3550 §6.6). */
    public boolean ended() {
        for (TrackReceiver receiver : receivers) {
            if (!receiver.saidGoodbye()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes a receiver report with a CNAME (RFC 3550 §6.4.2, §6.5.1) for a track into {@code out}:
     * the keep-alive that UDP senders want, every 5 s. At most 64 bytes.
     */
    public void writeReceiverReport(int track, ByteBuffer out, long nowNanos) {
        Rtcp.writeReceiverReport(out, ownSsrc, receivers[track].statistics(), nowNanos);
    }

    /** Packets of a track that could not be used, since the session began. */
    public long rejectedPackets(int track) {
        return receivers[track].rejectedPackets();
    }

    private void begin() {
        List<TrackFormat> known = new ArrayList<>();
        List<SessionClock.Track> tracks = new ArrayList<>();
        for (int i = 0; i < formats.length; i++) {
            TrackFormat format = Objects.requireNonNull(formats[i]);
            known.add(format);
            tracks.add(
                    new SessionClock.Track(
                            payloads.get(i).clockRateHz(),
                            format.timescaleHz(),
                            format instanceof VideoFormat,
                            reorders(format)));
        }
        SessionClock begun =
                new SessionClock(tracks, wallClock, lastArrivalNanos, this::clockJumped);
        for (int i = 0; i < rtpInfoTimes.length; i++) {
            if (rtpInfoTimes[i] != NO_RTP_TIME) {
                begun.rtpInfo(i, rtpInfoTimes[i]);
            }
        }
        input.beginSession(known);
        clock = begun;
    }

    private static boolean reorders(TrackFormat format) {
        return format instanceof VideoFormat video && video.reorderDepth() > 0;
    }

    /** The clock of the session that has begun. */
    SessionClock clock() {
        return Objects.requireNonNull(clock, "no session has begun");
    }

    /** A depacketiser knows its format, for the first time or anew. */
    void formatSeen(int track, TrackFormat format) {
        if (format.equals(formats[track])) {
            return;
        }
        boolean first = formats[track] == null;
        formats[track] = format;
        if (first) {
            formatsMissing--;
            if (formatsMissing == 0) {
                begin();
            }
        } else if (clock != null) {
            clock.reorders(track, reorders(format));
            input.changeFormat(track, format);
            abandonAllBut(track);
        }
    }

    void publish(int track, long ptsTicks, boolean keyFrame) {
        SessionClock current = clock();
        input.publish(track, ptsTicks, current.wallClockMicros(track, ptsTicks), keyFrame);
        if (--framesUntilDriftReport == 0) {
            framesUntilDriftReport = DRIFT_REPORT_FRAMES;
            if (current.driftKnown()) {
                input.clockDrift(current.driftPpm());
            }
        }
    }

    private void clockJumped(String reason) {
        input.discontinuity(reason);
        abandonAllBut(NO_TRACK);
    }

    /** The stream's buffers are new ones, and what was in the old is gone. */
    private void abandonAllBut(int track) {
        for (int i = 0; i < receivers.length; i++) {
            if (i != track) {
                receivers[i].abandon();
            }
        }
    }
}
