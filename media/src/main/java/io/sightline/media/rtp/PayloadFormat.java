package io.sightline.media.rtp;

import io.sightline.media.codec.TrackFormat;
import io.sightline.media.codec.VideoFormat;

/** Whether and how a payload can be received. */
public sealed interface PayloadFormat {

    /** Reads what the session description says; nothing but the codec's name need be right. */
    static PayloadFormat of(RtpPayload payload) {
        return PayloadFormats.of(payload);
    }

    /** A payload that {@link RtpSession} takes. */
    sealed interface Receivable extends PayloadFormat {
        RtpPayload payload();

        /** Name for people: {@code H264}, {@code AAC}, … */
        String codecName();

        boolean video();

        /** Ticks per second of the RTP timestamps; what the description says if it can be. */
        int clockRateHz();
    }

    /** The description has all that a decoder needs. */
    record Described(RtpPayload payload, TrackFormat format) implements Receivable {
        @Override
        public String codecName() {
            return format.displayName();
        }

        @Override
        public boolean video() {
            return format instanceof VideoFormat;
        }

        /** Video has 90 kHz whatever a camera says; audio what it says, else its sample rate. */
        @Override
        public int clockRateHz() {
            boolean said = !video() && payload.clockRateHz() > 0;
            return said ? payload.clockRateHz() : format.timescaleHz();
        }
    }

    /**
     * The format shows only in the packets: parameter sets missing or broken in the description, or
     * MJPEG, whose size is in its payload header. The session begins once it is known.
     */
    record InBand(RtpPayload payload, String codecName) implements Receivable {
        @Override
        public boolean video() {
            return true;
        }

        @Override
        public int clockRateHz() {
            return VideoFormat.TIMESCALE_HZ;
        }
    }

    /** A codec, or a mode of one, that is not supported. */
    record Unsupported(String codecName, String reason) implements PayloadFormat {}

    /** The description contradicts itself in a way that can't be guessed around. */
    record Malformed(String codecName, String reason) implements PayloadFormat {}
}
