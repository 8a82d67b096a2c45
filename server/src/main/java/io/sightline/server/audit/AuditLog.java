package io.sightline.server.audit;

import io.sightline.server.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The log of what was done. It only grows; each entry's hash covers all entries before it.
 *
 * <p>Called by any thread. Writers take their turn at the row of the log's head, which they hold
 * until their transaction ends: numbers have no holes and the chain has no forks.
 */
public final class AuditLog {

    private final Database database;
    private final InstantSource clock;

    public AuditLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** As {@link #append(Actor, Action, Target, Outcome, Map)}, with nothing more to say. */
    public void append(Actor actor, Action action, Target target, Outcome outcome) {
        append(actor, action, target, outcome, Map.of());
    }

    /**
     * Enters what is being done, in the caller's {@link Database#transaction transaction}: the
     * change and its entry are both there, or neither. Without a transaction the entry stands
     * alone, as for what was refused: a refusal that is thrown undoes the transaction it is thrown
     * through.
     *
     * @param details names and values, never a secret
     */
    public void append(
            Actor actor,
            Action action,
            Target target,
            Outcome outcome,
            Map<String, String> details) {
        append(List.of(new Event(now(), actor, action, target, outcome, details)));
    }

    /** What is to be entered, before it has its number. */
    record Event(
            Instant at,
            Actor actor,
            Action action,
            Target target,
            Outcome outcome,
            Map<String, String> details) {}

    /** Several at once. */
    void append(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        database.transaction(
                () -> {
                    Head head = takeTurn(events.size());
                    long sequence = head.sequence() - events.size();
                    String hash = head.hash();
                    for (Event event : events) {
                        sequence++;
                        AuditRow row = row(sequence, event);
                        hash = HashChain.next(hash, row);
                        insert(row.withHash(hash));
                    }
                    database.write()
                            .sql("update audit_head set hash = :hash where id = 1")
                            .param("hash", hash)
                            .update();
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static AuditRow row(long sequence, Event event) {
        return AuditRow.unsealed(
                new AuditEntry(
                        sequence,
                        event.at(),
                        event.actor(),
                        event.action(),
                        event.target(),
                        event.outcome(),
                        event.details()));
    }

    /** Number and hash of the newest entry. */
    record Head(long sequence, String hash) {}

    /** Takes numbers; the hash is still that of the entry before them. */
    private Head takeTurn(int count) {
        return database.write()
                .sql(
                        "update audit_head set sequence = sequence + :count where id = 1"
                                + " returning sequence, hash")
                .param("count", count)
                .query((row, index) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .single();
    }

    private void insert(AuditRow row) {
        database.write()
                .sql(
                        "insert into audit_entry ("
                                + AuditRow.COLUMNS
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        row.sequence(),
                        row.atMillis(),
                        row.actorKind(),
                        row.actorId(),
                        row.actorName(),
                        row.actorAddress(),
                        row.action(),
                        row.targetKind(),
                        row.targetId(),
                        row.targetName(),
                        row.outcome(),
                        row.details(),
                        row.hash())
                .update();
    }
}
