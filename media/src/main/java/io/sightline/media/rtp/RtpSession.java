package io.sightline.media.rtp;

import io.sightline.media.stream.StreamInput;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;

/**
 * The RTP side of one connection to a source: takes packets of all its tracks and feeds the stream.
 *
 * <p>Calls {@link StreamInput#beginSession} itself, as soon as the formats of all tracks are known:
 * with the first packet when the session description had them, else when the parameter sets were
 * seen in the packets. Until then media is dropped; {@link #begun()} tells whoever wants to give
 * up.
 *
 * <p>Buffers passed in are read during the call only, and belong to the caller again afterwards.
 * All methods on the stream's media loop.
 */
public final class RtpSession {

    /** How packets travel. */
    public enum Transport {
        /** Interleaved in the RTSP connection: in order and whole. */
        TCP,
        /** Datagrams: late, twice, or never. Packets wait up to 100 ms for those before them. */
        UDP
    }

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
        throw new UnsupportedOperationException("next commit");
    }

    /** Whether media flows: the formats of all tracks are known. */
    public boolean begun() {
        throw new UnsupportedOperationException("next commit");
    }

    /**
     * Takes one RTP packet. RTCP that a camera sends on the RTP channel is recognised and treated
     * as such.
     *
     * @param arrivalNanos {@link System#nanoTime()} when it was read; one value for all packets of
     *     a read will do
     */
    public void packet(int track, ByteBuffer rtp, long arrivalNanos) {
        throw new UnsupportedOperationException("next commit");
    }

    /** Takes one compound RTCP packet. */
    public void rtcp(int track, ByteBuffer rtcp, long arrivalNanos) {
        throw new UnsupportedOperationException("next commit");
    }

    /**
     * What the PLAY reply's {@code RTP-Info} says of a track (RFC 2326 §12.33); used to put tracks
     * in step where it proves plausible. Before the first packet, or never.
     */
    public void rtpInfo(int track, long rtpTime) {
        throw new UnsupportedOperationException("next commit");
    }

    /**
     * Gives up waiting for late datagrams. Wanted every 50 ms or so for UDP when no packet comes;
     * for TCP never.
     */
    public void tick(long nowNanos) {
        throw new UnsupportedOperationException("next commit");
    }

    /** Whether the sender said good-bye on every track (RTCP BYE, RFC 3550 §6.6). */
    public boolean ended() {
        throw new UnsupportedOperationException("next commit");
    }

    /**
     * Writes a receiver report with a CNAME (RFC 3550 §6.4.2, §6.5.1) for a track into {@code out}:
     * the keep-alive that UDP senders want, every 5 s.
     */
    public void writeReceiverReport(int track, ByteBuffer out, long nowNanos) {
        throw new UnsupportedOperationException("next commit");
    }
}
