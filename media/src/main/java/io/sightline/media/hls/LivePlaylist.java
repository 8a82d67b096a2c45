package io.sightline.media.hls;

import java.nio.ByteBuffer;

/**
 * A stream's playlists at one moment, as read-only bytes that every viewer shares.
 *
 * @param full the media playlist
 * @param delta the same with older segments skipped (RFC 8216bis §6.2.5.1); {@code full} itself
 *     when there is nothing to skip
 * @param multivariant what {@code index.m3u8} says
 * @param lastClosed media sequence number of the newest complete segment
 * @param openParts parts listed of the segment after that
 */
public record LivePlaylist(
        ByteBuffer full,
        ByteBuffer delta,
        ByteBuffer multivariant,
        long lastClosed,
        int openParts,
        int targetDurationSeconds) {

    /** RFC 8216bis §6.2.5.2: whether everything asked for is listed. */
    boolean satisfies(ReloadRequest request) {
        if (request.mediaSequence() <= lastClosed) {
            return true;
        }
        return request.mediaSequence() == lastClosed + 1
                && request.part() >= 0
                && request.part() < openParts;
    }

    /** RFC 8216bis §6.2.5.2: more than two segments ahead of the newest one listed. */
    boolean isTooFarAhead(ReloadRequest request) {
        long newest = openParts > 0 ? lastClosed + 1 : lastClosed;
        return request.mediaSequence() > newest + 2;
    }

    /** A view of its own for a client that asked like this. */
    public ByteBuffer answerTo(ReloadRequest request) {
        return (request.skip() ? delta : full).duplicate();
    }
}
