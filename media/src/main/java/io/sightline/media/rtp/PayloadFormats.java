package io.sightline.media.rtp;

import io.sightline.media.bits.ByteSequence;
import io.sightline.media.bits.Parsed;
import io.sightline.media.codec.AacFormat;
import io.sightline.media.codec.AudioSpecificConfig;
import io.sightline.media.codec.G711Format;
import io.sightline.media.codec.H264Format;
import io.sightline.media.codec.H264ParameterSets;
import io.sightline.media.codec.H265Format;
import io.sightline.media.codec.H265ParameterSets;
import io.sightline.media.codec.MjpegFormat;
import io.sightline.media.codec.OpusFormat;
import io.sightline.media.codec.TrackFormat;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** From a session description's payload to a format and a depacketiser, codec by codec. */
final class PayloadFormats {
    private static final int MAX_CHANNELS = 8;
    private static final int MIN_SAMPLE_RATE_HZ = 4_000;
    private static final int MAX_SAMPLE_RATE_HZ = 192_000;

    private PayloadFormats() {}

    static PayloadFormat of(RtpPayload payload) {
        return switch (payload.encodingName()) {
            case "H264" -> h264(payload);
            case "H265", "HEVC" -> h265(payload);
            case "MPEG4-GENERIC" -> aac(payload);
            case "OPUS" -> new PayloadFormat.Described(payload, opus(payload));
            case "PCMU" -> g711(payload, G711Format.Law.MU);
            case "PCMA" -> g711(payload, G711Format.Law.A);
            case "JPEG" -> new PayloadFormat.InBand(payload, "MJPEG");
            default ->
                    new PayloadFormat.Unsupported(
                            payload.encodingName(), "no support for this codec");
        };
    }

    static Depacketiser depacketiser(PayloadFormat.Receivable track, TrackWriter writer) {
        RtpPayload payload = track.payload();
        return switch (track) {
            case PayloadFormat.InBand inBand ->
                    switch (inBand.codecName()) {
                        case "H264" -> new H264Depacketiser(writer);
                        case "H265" -> new H265Depacketiser(hasOrderNumbers(payload), writer);
                        default -> mjpeg(payload, writer);
                    };
            case PayloadFormat.Described(RtpPayload _, TrackFormat format) ->
                    switch (format) {
                        case H264Format h264 -> new H264Depacketiser(h264, writer);
                        case H265Format h265 ->
                                new H265Depacketiser(h265, hasOrderNumbers(payload), writer);
                        case AacFormat aac -> aac(aac, track, writer);
                        case OpusFormat _, G711Format _ -> new OneFramePerPacket(writer);
                        case MjpegFormat _ -> mjpeg(payload, writer);
                    };
        };
    }

    /**
     * RFC 6184 §8.1. {@code profile-level-id} is not looked at: it often contradicts the parameter
     * sets, which are right.
     */
    private static PayloadFormat h264(RtpPayload payload) {
        if (payload.parameter("packetization-mode", 0) > 1) {
            return new PayloadFormat.Unsupported("H264", "interleaved packetization mode");
        }
        H264ParameterSets sets = new H264ParameterSets();
        forEachNalUnit(payload.parameter("sprop-parameter-sets"), sets::offer);
        Optional<H264Format> format = sets.format();
        return format.isPresent()
                ? new PayloadFormat.Described(payload, format.get())
                : new PayloadFormat.InBand(payload, "H264");
    }

    /** RFC 7798 §7.1. */
    private static PayloadFormat h265(RtpPayload payload) {
        H265ParameterSets sets = new H265ParameterSets();
        forEachNalUnit(payload.parameter("sprop-vps"), sets::offer);
        forEachNalUnit(payload.parameter("sprop-sps"), sets::offer);
        forEachNalUnit(payload.parameter("sprop-pps"), sets::offer);
        Optional<H265Format> format = sets.format();
        return format.isPresent()
                ? new PayloadFormat.Described(payload, format.get())
                : new PayloadFormat.InBand(payload, "H265");
    }

    private static boolean hasOrderNumbers(RtpPayload payload) {
        return payload.parameter("sprop-max-don-diff", 0) > 0;
    }

    /** Comma-separated Base64; some cameras put start codes in, or several sets in one. */
    private static void forEachNalUnit(String sets, Consumer<ByteBuffer> taker) {
        for (String text : sets.split(",", -1)) {
            ByteBuffer bytes = base64(text.strip());
            int end = bytes.limit();
            int from = 0;
            while (from < end) {
                int code = StartCodes.next(bytes, from, end);
                int stop = StartCodes.withoutTrailingZeros(bytes, from, code);
                if (stop > from) {
                    taker.accept(bytes.limit(stop).position(from));
                    bytes.limit(end);
                }
                from = code + StartCodes.LENGTH;
            }
        }
    }

    private static ByteBuffer base64(String text) {
        try {
            return ByteBuffer.wrap(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return ByteBuffer.allocate(0);
        }
    }

    /** RFC 3640 §4.1. Without a usable {@code config}, AAC-LC by clock rate and channels. */
    private static PayloadFormat aac(RtpPayload payload) {
        ByteSequence config = hex(payload.parameter("config"));
        if (config.isEmpty()) {
            if (!plausibleRate(payload.clockRateHz())) {
                return new PayloadFormat.Malformed("AAC", "neither config nor clock rate");
            }
            config =
                    AudioSpecificConfig.ofLowComplexity(
                            payload.clockRateHz(), Math.max(1, payload.channels()));
        }
        return switch (AudioSpecificConfig.parse(config)) {
            case Parsed.Valid<AacFormat>(AacFormat format) ->
                    new PayloadFormat.Described(payload, format);
            case Parsed.Unsupported<AacFormat>(String reason) ->
                    new PayloadFormat.Unsupported("AAC", reason);
            case Parsed.Malformed<AacFormat>(String reason, long _) ->
                    new PayloadFormat.Malformed("AAC", reason);
        };
    }

    private static AacDepacketiser aac(
            AacFormat format, PayloadFormat.Receivable track, TrackWriter writer) {
        long frameTicks =
                (long) format.samplesPerFrame() * track.clockRateHz() / format.sampleRateHz();
        return new AacDepacketiser(AuHeaderSyntax.of(track.payload()), frameTicks, writer);
    }

    private static ByteSequence hex(String text) {
        String digits = text.replace("\"", "");
        try {
            return ByteSequence.copyOf(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException _) {
            return ByteSequence.empty();
        }
    }

    /** RFC 7587 §7: always announced as 48 kHz and two channels; {@code sprop-stereo} tells. */
    private static OpusFormat opus(RtpPayload payload) {
        return new OpusFormat(payload.parameter("sprop-stereo").equals("0") ? 1 : 2, 0);
    }

    private static PayloadFormat g711(RtpPayload payload, G711Format.Law law) {
        int rate = payload.clockRateHz() == 0 ? 8_000 : payload.clockRateHz();
        int channels = Math.max(1, payload.channels());
        if (!plausibleRate(rate) || channels > MAX_CHANNELS) {
            return new PayloadFormat.Malformed(
                    payload.encodingName(), rate + " Hz, " + channels + " channels");
        }
        return new PayloadFormat.Described(payload, new G711Format(law, rate, channels));
    }

    private static boolean plausibleRate(int rateHz) {
        return rateHz >= MIN_SAMPLE_RATE_HZ && rateHz <= MAX_SAMPLE_RATE_HZ;
    }

    /** {@code x-dimensions} tells the size of images beyond 2,040 pixels. */
    private static MjpegDepacketiser mjpeg(RtpPayload payload, TrackWriter writer) {
        String[] sides = payload.parameter("x-dimensions").split(",", -1);
        int width = sides.length == 2 ? side(sides[0]) : 0;
        int height = sides.length == 2 ? side(sides[1]) : 0;
        return new MjpegDepacketiser(width, height, writer);
    }

    private static int side(String text) {
        try {
            int pixels = Integer.parseInt(text.strip());
            return pixels > 0 && pixels <= 0xFFFF ? pixels : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
