package io.sightline.server.recording;

import io.sightline.media.clip.Clip;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The clips that were cut last: a player reads a clip in dozens of ranges, each a request of its
 * own, and all of one and the same file. Bounded in number, in bytes and in time. Safe for use by
 * any thread.
 */
final class KeptClips {

    private static final int MOST = 16;

    /** A clip of a day has a header of some 24 MB; ordinary ones have some 100 kB. */
    private static final long MOST_BYTES = 48L << 20;

    /** Since its last use: players pause. */
    static final Duration KEPT = Duration.ofMinutes(2);

    private final InstantSource clock;

    /** In the order of their last use. */
    private final LinkedHashMap<Key, Kept> clips = new LinkedHashMap<>(MOST, 0.75f, true);

    private long bytes;
    private long cuts;

    KeptClips(InstantSource clock) {
        this.clock = clock;
    }

    /** What a clip was asked for with. */
    record Key(String stream, Instant from, Instant to) {}

    /**
     * @param cutAt what was recorded after this is not in it
     */
    private record Kept(Clip clip, Instant cutAt, Instant usedAt) {}

    /** Makes a clip; empty when nothing was recorded. */
    @FunctionalInterface
    interface Cutter {
        Optional<Clip> cut() throws IOException;
    }

    /**
     * The clip as it was cut before, or else as it is cut now.
     *
     * @param range whether a part of it is asked for: then one that could be longer by now stays
     *     what it was, or its parts would not fit together
     */
    Optional<Clip> find(Key key, boolean range, Cutter cutter) throws IOException {
        Instant now = clock.instant();
        Optional<Clip> known = known(key, range, now);
        if (known.isPresent()) {
            return known;
        }
        Optional<Clip> made = cutter.cut();
        made.ifPresent(clip -> keep(key, new Kept(clip, now, now)));
        return made;
    }

    private synchronized Optional<Clip> known(Key key, boolean range, Instant now) {
        forgetUnused(now.minus(KEPT));
        Kept found = clips.get(key);
        if (found == null) {
            return Optional.empty();
        }
        boolean mayHaveGrown = !key.to().isBefore(found.cutAt());
        if ((mayHaveGrown && !range) || !found.clip().isThere()) {
            forget(key);
            return Optional.empty();
        }
        clips.put(key, new Kept(found.clip(), found.cutAt(), now));
        return Optional.of(found.clip());
    }

    private void forgetUnused(Instant horizon) {
        Map.Entry<Key, Kept> oldest = clips.firstEntry();
        while (oldest != null && oldest.getValue().usedAt().isBefore(horizon)) {
            forget(oldest.getKey());
            oldest = clips.firstEntry();
        }
    }

    private synchronized void keep(Key key, Kept made) {
        cuts++;
        forget(key);
        clips.put(key, made);
        bytes += made.clip().headerBytes();
        while (clips.size() > MOST || (bytes > MOST_BYTES && clips.size() > 1)) {
            forget(clips.firstEntry().getKey());
        }
    }

    private void forget(Key key) {
        Kept removed = clips.remove(key);
        if (removed != null) {
            bytes -= removed.clip().headerBytes();
        }
    }

    synchronized int size() {
        return clips.size();
    }

    /** Clips that were cut since the start. */
    synchronized long cuts() {
        return cuts;
    }
}
