package io.sightline.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A media playlist read as a client reads it, checked against the rules of RFC 8216bis. */
final class MediaPlaylistText {

    record Part(String uri, double duration, boolean independent) {}

    record Segment(
            long mediaSequence,
            String uri,
            double duration,
            @Nullable String map,
            boolean discontinuity,
            Instant date,
            List<Part> parts) {}

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^\",]*)");

    final List<Segment> segments = new ArrayList<>();
    final List<Part> openParts = new ArrayList<>();
    int targetDuration;
    double partTarget;
    double partHoldBack;
    double canSkipUntil;
    long mediaSequence;
    long discontinuitySequence;
    int skipped;
    @Nullable String preloadHint;

    // Of the segment being read.
    private @Nullable String map;
    private boolean discontinuity;
    private @Nullable Instant date;
    private double extinf = -1;
    private List<Part> parts = new ArrayList<>();

    static MediaPlaylistText parse(ByteBuffer bytes) {
        return new MediaPlaylistText(
                StandardCharsets.UTF_8.decode(bytes.duplicate()).toString(), null);
    }

    /** A delta update, with what it skips taken from {@code before} as §6.3.7 has it. */
    static MediaPlaylistText parseDelta(ByteBuffer bytes, MediaPlaylistText before) {
        return new MediaPlaylistText(
                StandardCharsets.UTF_8.decode(bytes.duplicate()).toString(), before);
    }

    private MediaPlaylistText(String text, @Nullable MediaPlaylistText before) {
        List<String> lines = text.lines().toList();
        assertThat(lines.getFirst()).as("§4.4.1.1").isEqualTo("#EXTM3U");
        assertThat(text).as("every line is terminated").endsWith("\n");
        for (String line : lines) {
            read(line, before);
        }
        openParts.addAll(parts);
    }

    private void read(String line, @Nullable MediaPlaylistText before) {
        int colon = line.indexOf(':');
        String tag = line.startsWith("#") && colon > 0 ? line.substring(0, colon) : line;
        String value = colon > 0 ? line.substring(colon + 1) : "";
        switch (tag) {
            case "#EXTM3U" -> assertThat(targetDuration).isZero();
            case "#EXT-X-VERSION" -> assertThat(Integer.parseInt(value)).isGreaterThanOrEqualTo(9);
            case "#EXT-X-TARGETDURATION" -> targetDuration = Integer.parseInt(value);
            case "#EXT-X-MEDIA-SEQUENCE" -> mediaSequence = Long.parseLong(value);
            case "#EXT-X-DISCONTINUITY-SEQUENCE" -> discontinuitySequence = Long.parseLong(value);
            case "#EXT-X-PART-INF" ->
                    partTarget = Double.parseDouble(attributes(value).get("PART-TARGET"));
            case "#EXT-X-SERVER-CONTROL" -> {
                Map<String, String> control = attributes(value);
                assertThat(control.get("CAN-BLOCK-RELOAD")).isEqualTo("YES");
                partHoldBack = Double.parseDouble(control.get("PART-HOLD-BACK"));
                canSkipUntil = Double.parseDouble(control.get("CAN-SKIP-UNTIL"));
            }
            case "#EXT-X-SKIP" -> {
                skipped = Integer.parseInt(attributes(value).get("SKIPPED-SEGMENTS"));
                assertThat(before).as("a delta update needs what it updates").isNotNull();
                int gone = Math.toIntExact(mediaSequence - before.mediaSequence);
                segments.addAll(before.segments.subList(gone, gone + skipped));
                map = segments.getLast().map();
            }
            case "#EXT-X-MAP" -> map = unquoted(attributes(value).get("URI"));
            case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
            case "#EXT-X-PROGRAM-DATE-TIME" -> date = Instant.parse(value);
            case "#EXT-X-PART" -> parts.add(part(attributes(value)));
            case "#EXTINF" -> extinf = Double.parseDouble(value.substring(0, value.indexOf(',')));
            case "#EXT-X-PRELOAD-HINT" -> {
                assertThat(preloadHint).as("one hint of a type, §4.4.5.3").isNull();
                assertThat(attributes(value).get("TYPE")).isEqualTo("PART");
                preloadHint = unquoted(attributes(value).get("URI"));
            }
            default -> segment(line);
        }
    }

    private void segment(String uri) {
        assertThat(uri).doesNotStartWith("#");
        assertThat(extinf).as("§4.4.4.1: EXTINF is required").isGreaterThan(0);
        assertThat(map).as("§4.4.4.5: fMP4 needs EXT-X-MAP").isNotNull();
        assertThat(date).isNotNull();
        segments.add(
                new Segment(
                        mediaSequence + segments.size(),
                        uri,
                        extinf,
                        map,
                        discontinuity,
                        date,
                        List.copyOf(parts)));
        extinf = -1;
        discontinuity = false;
        date = null;
        parts = new ArrayList<>();
    }

    private static Part part(Map<String, String> attributes) {
        return new Part(
                unquoted(attributes.get("URI")),
                Double.parseDouble(attributes.get("DURATION")),
                "YES".equals(attributes.get("INDEPENDENT")));
    }

    private static Map<String, String> attributes(String list) {
        Map<String, String> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(list);
        while (matcher.find()) {
            attributes.put(matcher.group(1), matcher.group(2));
        }
        return attributes;
    }

    private static String unquoted(@Nullable String quoted) {
        assertThat(quoted).isNotNull().startsWith("\"").endsWith("\"");
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Everything that RFC 8216bis asks of a single playlist. */
    MediaPlaylistText obeysTheRules() {
        assertThat(targetDuration).as("§4.4.3.1").isPositive();
        assertThat(partHoldBack).as("§4.4.3.8").isGreaterThanOrEqualTo(3 * partTarget - 1e-9);
        assertThat(canSkipUntil).as("§4.4.3.8").isGreaterThanOrEqualTo(6 * targetDuration);
        assertThat(preloadHint).as("§4.4.5.3").isNotNull();
        assertThat(segments).isNotEmpty();
        for (Segment segment : segments) {
            assertThat(Math.round(segment.duration()))
                    .as("§4.4.3.1: %s", segment)
                    .isLessThanOrEqualTo(targetDuration);
            checkParts(segment.parts(), true);
            if (!segment.parts().isEmpty()) {
                double sum = segment.parts().stream().mapToDouble(Part::duration).sum();
                assertThat(sum)
                        .as("parts make up %s", segment)
                        .isCloseTo(segment.duration(), within());
            }
        }
        checkParts(openParts, false);
        return this;
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }

    private void checkParts(List<Part> checked, boolean complete) {
        for (int i = 0; i < checked.size(); i++) {
            Part part = checked.get(i);
            assertThat(part.duration())
                    .as("§4.4.4.9: not longer than PART-TARGET")
                    .isLessThanOrEqualTo(partTarget);
            boolean last = i == checked.size() - 1;
            if (!part.independent() && !(complete && last) && !(last && !complete)) {
                assertThat(part.duration())
                        .as("§4.4.4.9: at least 85 %% of PART-TARGET")
                        .isGreaterThanOrEqualTo(0.85 * partTarget);
            }
        }
    }

    /** Everything it asks of a playlist that replaces {@code before} (§6.2.1, §6.2.2). */
    void follows(MediaPlaylistText before) {
        assertThat(targetDuration).as("§4.4.3.1").isEqualTo(before.targetDuration);
        assertThat(partTarget).as("§4.4.3.7").isEqualTo(before.partTarget);
        assertThat(mediaSequence).isGreaterThanOrEqualTo(before.mediaSequence);
        assertThat(discontinuityNumber(0)).isEqualTo(discontinuitySequence);
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            long index = segment.mediaSequence() - before.mediaSequence;
            if (index >= 0 && index < before.segments.size()) {
                Segment old = before.segments.get((int) index);
                assertThat(segment.uri()).isEqualTo(old.uri());
                assertThat(segment.duration()).isEqualTo(old.duration());
                assertThat(segment.date()).isEqualTo(old.date());
                assertThat(segment.map()).isEqualTo(old.map());
                assertThat(discontinuityNumber(i))
                        .as("§6.2.2: discontinuity sequence of %s", segment)
                        .isEqualTo(before.discontinuityNumber((int) index));
            }
        }
    }

    /** Discontinuity sequence number of the segment at {@code index}. */
    long discontinuityNumber(int index) {
        long number = discontinuitySequence;
        for (int i = 0; i <= index; i++) {
            if (segments.get(i).discontinuity()) {
                number++;
            }
        }
        return number;
    }
}
