package io.sightline.server.recording;

import io.sightline.media.segment.GapReason;
import io.sightline.media.segment.Hole;
import io.sightline.media.segment.SegmentId;
import io.sightline.media.segment.SegmentSummary.State;
import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final long DAY_MICROS = 86_400_000_000L;

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
        putHoles(segment);
    }

    private void putHoles(IndexedSegment segment) {
        long id = segment.id().start().toEpochMilli();
        database.write()
                .sql("delete from segment_hole where stream = ? and segment = ?")
                .params(segment.stream(), id)
                .update();
        for (Hole hole : segment.holes()) {
            database.write()
                    .sql(
                            """
                            insert into segment_hole
                                (stream, segment, from_micros, to_micros, reason)
                            values (?, ?, ?, ?, ?) on conflict (stream, from_micros) do nothing
                            """)
                    .params(
                            segment.stream(),
                            id,
                            hole.fromMicros(),
                            hole.toMicros(),
                            hole.reason().slug())
                    .update();
        }
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

    /** Everything that is indexed of a stream, and why it was not being recorded at last. */
    void forget(String stream) {
        database.transaction(
                () -> {
                    for (String table : List.of("segment", "recording_gap")) {
                        database.write()
                                .sql("delete from " + table + " where stream = ?")
                                .param(stream)
                                .update();
                    }
                });
    }

    /** Segments with media between the two times, by their beginning; without their holes. */
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

    /** As {@link #between}, with their holes. */
    List<IndexedSegment> betweenWithHoles(String stream, long fromMicros, long toMicros) {
        Map<SegmentId, List<Hole>> holes = new HashMap<>();
        database.read()
                .sql(
                        """
                        select segment, from_micros, to_micros, reason from segment_hole
                        where stream = ? and from_micros < ? and from_micros > ?
                        order by from_micros
                        """)
                .params(stream, toMicros, fromMicros - MAX_SEGMENT_MICROS)
                .query(
                        row -> {
                            SegmentId id = new SegmentId(Instant.ofEpochMilli(row.getLong(1)));
                            holes.computeIfAbsent(id, _ -> new ArrayList<>()).add(hole(row));
                        });
        return between(stream, fromMicros, toMicros).stream()
                .map(segment -> segment.with(holes.getOrDefault(segment.id(), List.of())))
                .toList();
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
        return betweenWithHoles(stream, Long.MIN_VALUE / 2, Long.MAX_VALUE);
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
    record Day(long day, long micros, long bytes) {

        static Day of(IndexedSegment segment) {
            return new Day(
                    Math.floorDiv(segment.fromMicros(), DAY_MICROS),
                    segment.mediaMicros(),
                    segment.sizeBytes());
        }

        /** To {@code days}, which are in order and end with this day or one before. */
        void addTo(List<Day> days) {
            if (!days.isEmpty() && days.getLast().day == day) {
                Day last = days.removeLast();
                days.add(new Day(day, last.micros + micros, last.bytes + bytes));
            } else {
                days.add(this);
            }
        }
    }

    /**
     * Days on which segments of the stream begin, oldest first.
     *
     * @param leftOut the one being written, which the caller knows better
     */
    List<Day> days(String stream, Optional<SegmentId> leftOut) {
        return database.read()
                .sql(
                        """
                        select from_micros / 86400000000 as day,
                            sum(to_micros - from_micros - coalesce(
                                (select sum(h.to_micros - h.from_micros) from segment_hole h
                                 where h.stream = s.stream and h.segment = s.id), 0)) as micros,
                            sum(size_bytes) as bytes
                        from segment s where stream = ? and id <> ?
                        group by from_micros / 86400000000 order by 1
                        """)
                .params(stream, leftOut.map(id -> id.start().toEpochMilli()).orElse(Long.MIN_VALUE))
                .query(
                        (row, number) ->
                                new Day(
                                        row.getLong("day"),
                                        row.getLong("micros"),
                                        row.getLong("bytes")))
                .list();
    }

    private static Hole hole(ResultSet row) throws SQLException {
        return new Hole(
                row.getLong("from_micros"),
                row.getLong("to_micros"),
                GapReason.ofSlug(row.getString("reason")).orElse(GapReason.CAMERA_STALLED));
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
                row.getString(9),
                List.of());
    }
}
