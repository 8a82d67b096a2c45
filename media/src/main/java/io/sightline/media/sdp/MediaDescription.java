package io.sightline.media.sdp;

import java.util.Map;

/**
 * One {@code m=} section, reduced to the payload format that is used: the first one named.
 *
 * @param payloadType RTP payload type, 0…127
 * @param encoding name in upper case, e.g. {@code H264}, {@code MPEG4-GENERIC}; empty when neither
 *     an {@code rtpmap} nor the static table (RFC 3551 §6) knows it
 * @param clockRateHz of RTP timestamps; 0 when not known
 * @param channels of audio; 0 when not said
 * @param parameters of the payload format ({@code fmtp}), keys in lower case
 * @param control URL of the track as written, empty when there is none
 */
public record MediaDescription(
        Kind kind,
        int payloadType,
        String encoding,
        int clockRateHz,
        int channels,
        Map<String, String> parameters,
        String control,
        Direction direction) {

    /** The {@code m=} line's first word. */
    public enum Kind {
        VIDEO,
        AUDIO,
        /** Metadata, text, applications. */
        OTHER
    }

    /** Who sends, as seen by whoever wrote the description (RFC 8866 §6.7). */
    public enum Direction {
        SEND_RECEIVE,
        SEND_ONLY,
        RECEIVE_ONLY,
        INACTIVE
    }

    public MediaDescription {
        parameters = Map.copyOf(parameters);
    }

    /** The encodings and clock rates that need no {@code rtpmap}: RFC 3551 §6. */
    static final Map<Integer, Encoding> STATIC_PAYLOAD_TYPES =
            Map.of(
                    0, new Encoding("PCMU", 8_000, 1),
                    3, new Encoding("GSM", 8_000, 1),
                    8, new Encoding("PCMA", 8_000, 1),
                    9, new Encoding("G722", 8_000, 1),
                    10, new Encoding("L16", 44_100, 2),
                    11, new Encoding("L16", 44_100, 1),
                    14, new Encoding("MPA", 90_000, 0),
                    26, new Encoding("JPEG", 90_000, 0),
                    32, new Encoding("MPV", 90_000, 0),
                    33, new Encoding("MP2T", 90_000, 0));

    /** The right side of an {@code rtpmap}. */
    record Encoding(String name, int clockRateHz, int channels) {
        static final Encoding UNKNOWN = new Encoding("", 0, 0);
    }
}
