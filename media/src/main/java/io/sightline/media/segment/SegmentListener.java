package io.sightline.media.segment;

/**
 * Told as files come and go, for an index. Called on the volumes' threads: must return at once and
 * throw nothing.
 */
public interface SegmentListener {

    /** A file was begun and holds its first chunks. */
    void opened(SegmentSummary segment);

    /** A file was finished and lies on the medium. */
    void closed(SegmentSummary segment);

    /** A file could not be finished: {@link SegmentRecovery} can do it later. */
    void unfinished(SegmentSummary segment);
}
