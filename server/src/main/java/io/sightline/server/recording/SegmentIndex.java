package io.sightline.server.recording;

import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The index of segments: rows of the table {@code segment}. */
public final class SegmentIndex {

    /** No segment lasts longer; bounds the search for those that reach into a time. */
    private static final long MAX_SEGMENT_MICROS = 2 * 3_600_000_000L;

    private static final String COLUMNS =
            "stream, id, volume, state, from_micros, to_micros, size_bytes, gap_before, codecs";

    private final Database database;

    public SegmentIndex(Database database) {
        this.database = database;
    }

    /** Enters segments, in place of rows that there are of them. */
    void put(Collection<IndexedSegment> segments) {
        database.transaction(() -> segments.forEach(this::put));
    }

    private void put(IndexedSegment segment) {
        database.write()
                .sql(
                        """
                        insert into segment
                            (stream, id, volume, state, from_micros, to_micros, size_bytes,
                             gap_before, codecs)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (stream, id) do update set
                            volume = excluded.volume, state = excluded.state,
                            from_micros = excluded.from_micros, to_micros = excluded.to_micros,
                            size_bytes = excluded.size_bytes, gap_before = excluded.gap_before,
                            codecs = excluded.codecs
                        """)
                .params(
                        segment.stream(),
                        segment.id().start().toEpochMilli(),
                        segment.volume(),
                        segment.state().name().toLowerCase(Locale.ROOT),
                        segment.fromMicros(),
                        segment.toMicros(),
                        segment.sizeBytes(),
                        segment.gapBefore(),
                        segment.codecs())
                .update();
    }

    void remove(String stream, Collection<SegmentId> ids) {
        database.transaction(
                () ->
                        ids.forEach(
                                id ->
                                        database.write()
                                                .sql(
                                                        "delete from segment where stream = ? and id = ?")
                                                .params(stream, id.start().toEpochMilli())
                                                .update()));
    }

    /** Segments with media between the two times, by their beginning. */
    List<IndexedSegment> between(String stream, long fromMicros, long toMicros) {
        return database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from segment where stream = ? and from_micros < ?"
                                + " and from_micros > ? and to_micros > ? order by from_micros, id")
                .params(stream, toMicros, fromMicros - MAX_SEGMENT_MICROS, fromMicros)
                .query(SegmentIndex::row)
                .list();
    }

    /** The last segment that begins before this time. */
    Optional<IndexedSegment> lastBefore(String stream, long micros) {
        return database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from segment where stream = ? and from_micros < ?"
                                + " order by from_micros desc limit 1")
                .params(stream, micros)
                .query(SegmentIndex::row)
                .optional();
    }

    /** The first segment that begins at this time or after. */
    Optional<IndexedSegment> firstFrom(String stream, long micros) {
        return database.read()
                .sql(
                        "select "
                                + COLUMNS
                                + " from segment where stream = ? and from_micros >= ?"
                                + " order by from_micros limit 1")
                .params(stream, micros)
                .query(SegmentIndex::row)
                .optional();
    }

    /** The volume that holds a segment. */
    Optional<String> volumeOf(String stream, SegmentId id) {
        return database.read()
                .sql("select volume from segment where stream = ? and id = ?")
                .params(stream, id.start().toEpochMilli())
                .query(String.class)
                .optional();
    }

    /** As much of a row as has to be known to compare it with its file. */
    record KnownSegment(boolean closed, long sizeBytes) {}

    /** Everything that a stream has on a volume. */
    Map<SegmentId, KnownSegment> known(String volume, String stream) {
        Map<SegmentId, KnownSegment> known = new HashMap<>();
        database.read()
                .sql("select id, state, size_bytes from segment where stream = ? and volume = ?")
                .params(stream, volume)
                .query(
                        row -> {
                            SegmentId id = new SegmentId(Instant.ofEpochMilli(row.getLong(1)));
                            boolean closed = row.getString(2).equals("closed");
                            known.put(id, new KnownSegment(closed, row.getLong(3)));
                        });
        return known;
    }

    /** Everything that is indexed of a stream, by id. */
    List<IndexedSegment> all(String stream) {
        return between(stream, Long.MIN_VALUE / 2, Long.MAX_VALUE);
    }

    /** Streams that have segments on a volume. */
    List<String> streams(String volume) {
        return database.read()
                .sql("select distinct stream from segment where volume = ?")
                .param(volume)
                .query(String.class)
                .list();
    }

    /** Segments that are not closed, of a volume. */
    List<IndexedSegment> open(String volume) {
        return database.read()
                .sql("select " + COLUMNS + " from segment where state = 'open' and volume = ?")
                .param(volume)
                .query(SegmentIndex::row)
                .list();
    }

    /**
     * What was recorded on a day.
     *
     * @param day days since the epoch, UTC
     */
    record Day(long day, long micros, long bytes) {}

    /** Days on which segments of the stream begin, oldest first. */
    List<Day> days(String stream) {
        return database.read()
                .sql(
                        """
                        select from_micros / 86400000000 as day, sum(to_micros - from_micros) as micros,
                            sum(size_bytes) as bytes
                        from segment where stream = ? group by from_micros / 86400000000 order by 1
                        """)
                .param(stream)
                .query(
                        (row, number) ->
                                new Day(
                                        row.getLong("day"),
                                        row.getLong("micros"),
                                        row.getLong("bytes")))
                .list();
    }

    private static IndexedSegment row(ResultSet row, int number) throws SQLException {
        return new IndexedSegment(
                row.getString(1),
                new SegmentId(Instant.ofEpochMilli(row.getLong(2))),
                row.getString(3),
                State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9));
    }
}
