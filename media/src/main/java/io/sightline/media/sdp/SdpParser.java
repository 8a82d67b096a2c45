package io.sightline.media.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a session description (RFC 8866) as tolerantly as cameras need: unknown, missing and
 * misplaced lines are passed over, and only a text without any media is rejected.
 */
public final class SdpParser {

    /** Longest description read; real ones have one or two thousand characters. */
    public static final int MAX_LENGTH = 256 << 10;

    private static final int MAX_LINES = 4_000;
    private static final int MAX_MEDIA = 32;

    private SdpParser() {}

    /** Never throws: what cannot be read is a {@link SdpResult.Rejected}. */
    public static SdpResult parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return new SdpResult.Rejected("longer than " + MAX_LENGTH + " characters", 0);
        }
        String name = "";
        String control = "";
        List<MediaSection> sections = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("[\r\n\0]+", MAX_LINES)) {
            number++;
            // Some cameras pad lines with blanks on either side.
            String line = raw.strip();
            if (line.length() < 2 || line.charAt(1) != '=') {
                continue;
            }
            String value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 's' -> name = value;
                case 'm' -> {
                    if (sections.size() == MAX_MEDIA) {
                        return new SdpResult.Rejected("more than " + MAX_MEDIA + " media", number);
                    }
                    sections.add(new MediaSection(value));
                }
                case 'a' -> {
                    if (!sections.isEmpty()) {
                        sections.getLast().attribute(value);
                    } else if (value.startsWith("control:")) {
                        control = value.substring("control:".length()).strip();
                    }
                }
                // Origin, timing, bandwidth, connection: nothing in them is needed to pull.
                default -> {}
            }
        }
        if (sections.isEmpty()) {
            return new SdpResult.Rejected("no media in it", number);
        }
        return new SessionDescription(
                name, control, sections.stream().map(MediaSection::describe).toList());
    }
}
