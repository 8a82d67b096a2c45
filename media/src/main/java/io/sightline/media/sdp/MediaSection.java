package io.sightline.media.sdp;

import io.sightline.media.sdp.MediaDescription.Direction;
import io.sightline.media.sdp.MediaDescription.Encoding;
import io.sightline.media.sdp.MediaDescription.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The lines of one {@code m=} section while they are read. */
final class MediaSection {

    private static final int MAX_PAYLOAD_TYPE = 127;

    private final Kind kind;
    private final List<Integer> offered = new ArrayList<>();
    private final Map<Integer, Encoding> encodings = new LinkedHashMap<>();
    private final Map<Integer, String> formatParameters = new LinkedHashMap<>();
    private String control = "";
    private String dimensions = "";
    private Direction direction = Direction.SEND_RECEIVE;

    /**
     * @param media {@code video 0 RTP/AVP 96 97}
     */
    MediaSection(String media) {
        String[] words = media.split("\\s+");
        kind =
                switch (words[0].toLowerCase(Locale.ROOT)) {
                    case "video" -> Kind.VIDEO;
                    case "audio" -> Kind.AUDIO;
                    default -> Kind.OTHER;
                };
        for (int i = 3; i < words.length; i++) {
            number(words[i], MAX_PAYLOAD_TYPE).ifPresent(offered::add);
        }
    }

    void attribute(String attribute) {
        int colon = attribute.indexOf(':');
        String key = colon < 0 ? attribute : attribute.substring(0, colon);
        String value = colon < 0 ? "" : attribute.substring(colon + 1).strip();
        switch (key.strip().toLowerCase(Locale.ROOT)) {
            case "rtpmap" -> rtpmap(value);
            case "fmtp" -> fmtp(value);
            case "control" -> control = value;
            case "x-dimensions" -> dimensions = value;
            case "sendonly" -> direction = Direction.SEND_ONLY;
            case "recvonly" -> direction = Direction.RECEIVE_ONLY;
            case "inactive" -> direction = Direction.INACTIVE;
            default -> {}
        }
    }

    /** {@code 96 H264/90000} or {@code 97 MPEG4-GENERIC/16000/2}, RFC 8866 §6.6. */
    private void rtpmap(String value) {
        String[] words = value.split("\\s+", 2);
        OptionalInt payloadType = number(words[0], MAX_PAYLOAD_TYPE);
        if (payloadType.isEmpty() || words.length < 2) {
            return;
        }
        String[] parts = words[1].strip().split("\\s*/\\s*");
        if (parts.length == 0) {
            return;
        }
        int clockRateHz = parts.length > 1 ? number(parts[1], Integer.MAX_VALUE).orElse(0) : 0;
        int channels = parts.length > 2 ? number(parts[2], 64).orElse(0) : 0;
        encodings.putIfAbsent(
                payloadType.getAsInt(),
                new Encoding(parts[0].strip().toUpperCase(Locale.ROOT), clockRateHz, channels));
    }

    private void fmtp(String value) {
        String[] words = value.split("\\s+", 2);
        OptionalInt payloadType = number(words[0], MAX_PAYLOAD_TYPE);
        if (payloadType.isPresent() && words.length == 2) {
            formatParameters.putIfAbsent(payloadType.getAsInt(), words[1]);
        }
    }

    MediaDescription describe() {
        int payloadType = payloadType();
        Encoding encoding = encodings.get(payloadType);
        if (encoding == null) {
            encoding =
                    MediaDescription.STATIC_PAYLOAD_TYPES.getOrDefault(
                            payloadType, Encoding.UNKNOWN);
        }
        return new MediaDescription(
                kind,
                Math.max(payloadType, 0),
                encoding.name(),
                encoding.clockRateHz() > 0 ? encoding.clockRateHz() : usualClockRateHz(encoding),
                encoding.channels(),
                parameters(payloadType),
                control,
                direction);
    }

    /**
     * The first payload type offered; or, when no line explains it and exactly one other is
     * explained, that one: some cameras number the {@code m=} line and the {@code rtpmap}
     * differently.
     */
    private int payloadType() {
        int first = offered.isEmpty() ? -1 : offered.getFirst();
        boolean explained =
                encodings.containsKey(first)
                        || MediaDescription.STATIC_PAYLOAD_TYPES.containsKey(first);
        if (!explained) {
            for (int other : offered) {
                if (encodings.containsKey(other)) {
                    return other;
                }
            }
            if (!encodings.isEmpty()) {
                return encodings.keySet().iterator().next();
            }
        }
        return first;
    }

    /** The parameters of this payload type, or the only ones there are. */
    private Map<String, String> parameters(int payloadType) {
        String text = formatParameters.get(payloadType);
        if (text == null && formatParameters.size() == 1) {
            text = formatParameters.values().iterator().next();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text != null) {
            // Values may hold '=' (Base64 padding), and the list may end with ';'.
            for (String parameter : text.split(";")) {
                int equals = parameter.indexOf('=');
                String key = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
                if (!key.isBlank()) {
                    parameters.putIfAbsent(key.strip().toLowerCase(Locale.ROOT), value);
                }
            }
        }
        if (!dimensions.isEmpty()) {
            // For JPEG beyond 2,040 pixels, whose payload header can't hold the size (RFC 2435).
            parameters.putIfAbsent("x-dimensions", dimensions);
        }
        return parameters;
    }

    /** For an {@code rtpmap} that forgot its clock rate. */
    private int usualClockRateHz(Encoding encoding) {
        return switch (encoding.name()) {
            case "PCMU", "PCMA" -> 8_000;
            case "OPUS" -> 48_000;
            default -> kind == Kind.VIDEO ? 90_000 : 0;
        };
    }

    private static OptionalInt number(String text, int max) {
        if (text.isEmpty() || text.length() > 10) {
            return OptionalInt.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalInt.empty();
            }
            value = value * 10 + (c - '0');
        }
        return value <= max ? OptionalInt.of((int) value) : OptionalInt.empty();
    }
}
