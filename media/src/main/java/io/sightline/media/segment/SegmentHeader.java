package io.sightline.media.segment;

import io.sightline.media.cmaf.BoxTypes;
import io.sightline.media.cmaf.BoxWriter;
import io.sightline.media.codec.TrackFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a segment file says of itself at its beginning, so that an index can be rebuilt from files
 * alone: a {@code uuid} box between the reserved box and the init {@code moov}.
 *
 * @param gapBefore why nothing was recorded just before this file; empty when it continues the one
 *     before
 */
public record SegmentHeader(String stream, Optional<GapReason> gapBefore, List<Track> tracks) {

    /**
     * A track in words.
     *
     * @param codec as RFC 6381 writes it
     * @param playable whether browsers take it
     */
    public record Track(String codec, boolean playable) {}

    static final int BOX = BoxTypes.UUID;

    private static final byte[] USER_TYPE = "Sightline-header".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int MAX_TRACKS = 32;

    public SegmentHeader {
        tracks = List.copyOf(tracks);
        if (!SegmentId.isStreamName(stream)) {
            throw new IllegalArgumentException("not a stream's name: " + stream);
        }
        if (tracks.size() > MAX_TRACKS) {
            throw new IllegalArgumentException("too many tracks: " + tracks.size());
        }
    }

    /** For a file of tracks of these formats. */
    public static SegmentHeader of(
            String stream, Optional<GapReason> gapBefore, List<TrackFormat> formats) {
        return new SegmentHeader(
                stream,
                gapBefore,
                formats.stream()
                        .map(f -> new Track(f.codecString(), f.playableInBrowsers()))
                        .toList());
    }

    void write(BoxWriter out) {
        out.begin(BOX).copy(ByteBuffer.wrap(USER_TYPE));
        out.u16(VERSION).u8(gapBefore.map(GapReason::code).orElse(0)).u8(tracks.size());
        text(out, stream);
        for (Track track : tracks) {
            out.u8(track.playable() ? 1 : 0);
            text(out, track.codec());
        }
        out.end();
    }

    private static void text(BoxWriter out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.u8(bytes.length).copy(ByteBuffer.wrap(bytes));
    }

    /**
     * Undoes {@link #write}.
     *
     * @return empty when the box is not one of ours, or damaged
     */
    static Optional<SegmentHeader> read(Boxes.Box box) {
        ByteBuffer in = box.payload();
        byte[] userType = new byte[USER_TYPE.length];
        if (in.remaining() < userType.length + 4) {
            return Optional.empty();
        }
        in.get(userType);
        if (!java.util.Arrays.equals(userType, USER_TYPE) || in.getShort() != VERSION) {
            return Optional.empty();
        }
        Optional<GapReason> gap = GapReason.ofCode(in.get());
        int count = in.get();
        try {
            String stream = text(in);
            List<Track> tracks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                boolean playable = in.get() == 1;
                tracks.add(new Track(text(in), playable));
            }
            return Optional.of(new SegmentHeader(stream, gap, tracks));
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.get() & 0xFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether browsers play all of the file, so that ranges of it are served as they are. */
    public boolean whollyPlayable() {
        return tracks.stream().allMatch(Track::playable);
    }
}
