package io.sightline.server.audit;

import io.sightline.server.audit.AuditLog.Head;
import io.sightline.server.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the log is as it was written.
 *
 * <p>The chain shows an entry that was altered, removed or put in. An end that was cut off leaves a
 * chain that is whole; it is missed by the log's head, and by anchors: heads that were written down
 * elsewhere at some time.
 */
public final class AuditVerifier {

    /** What was found. */
    public sealed interface Result {

        /**
         * All is as it was written.
         *
         * @param entries how many there are
         * @param hash of the newest
         * @param anchors how many heads that were written down agree
         */
        record Intact(long entries, String hash, int anchors) implements Result {}

        /**
         * It is not.
         *
         * @param sequence the first entry that is not as it was
         */
        record Broken(long sequence, Fault fault) implements Result {}
    }

    /** What is wrong with an entry. */
    public enum Fault {
        ALTERED("does not agree with its hash: it, or the one before it, was altered"),
        MISSING("is missing: it was removed"),
        CUT_OFF("and all that followed it are missing: the end of the log was cut off"),
        REWRITTEN("is not the one that was written down: the log was rewritten");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** To follow "entry N". */
        public String words() {
            return words;
        }
    }

    private final AuditEntries entries;

    public AuditVerifier(Database database) {
        this(new AuditEntries(database));
    }

    AuditVerifier(AuditEntries entries) {
        this.entries = entries;
    }

    /**
     * @param anchors heads that were written down, in any order
     */
    public Result verify(List<AuditAnchor> anchors) {
        // Before the rows: what is entered meanwhile then only adds to what is expected.
        Head head = entries.head();
        TreeMap<Long, String> expected = new TreeMap<>();
        expected.put(0L, HashChain.GENESIS);
        Walk walk = new Walk(expected);
        for (AuditAnchor anchor : anchors) {
            String other = expected.putIfAbsent(anchor.sequence(), anchor.hash());
            if (other != null && !other.equals(anchor.hash())) {
                return new Result.Broken(anchor.sequence(), Fault.REWRITTEN);
            }
        }
        String anchored = expected.putIfAbsent(head.sequence(), head.hash());
        if (anchored != null && !anchored.equals(head.hash())) {
            return new Result.Broken(head.sequence(), Fault.REWRITTEN);
        }
        entries.forEach(walk::next);
        return walk.broken()
                .orElseGet(
                        () ->
                                walk.last < expected.lastKey()
                                        ? new Result.Broken(walk.last + 1, Fault.CUT_OFF)
                                        : new Result.Intact(walk.last, walk.hash, anchors.size()));
    }

    /** One row after the other, until the first that is not as it was. */
    private static final class Walk {

        private final Map<Long, String> expected;
        private long last;
        private String hash = HashChain.GENESIS;
        private Result.@Nullable Broken broken;

        Walk(Map<Long, String> expected) {
            this.expected = expected;
        }

        void next(AuditRow row) {
            if (broken != null) {
                return;
            }
            if (row.sequence() != last + 1) {
                broken = new Result.Broken(last + 1, Fault.MISSING);
                return;
            }
            last = row.sequence();
            hash = HashChain.next(hash, row);
            if (!hash.equals(row.hash())) {
                broken = new Result.Broken(last, Fault.ALTERED);
            } else if (!expected.getOrDefault(last, hash).equals(hash)) {
                broken = new Result.Broken(last, Fault.REWRITTEN);
            }
        }

        Optional<Result> broken() {
            return Optional.ofNullable(broken);
        }
    }
}
