package io.sightline.server.audit;

import io.sightline.server.audit.AuditFilter.Sql;
import io.sightline.server.audit.AuditLog.Head;
import io.sightline.server.database.Database;
import java.util.List;
import java.util.function.Consumer;

/** Reads entries. */
final class AuditEntries {

    /** Rows that are held at once while many are read. */
    private static final int BATCH = 1_000;

    private final Database database;

    AuditEntries(Database database) {
        this.database = database;
    }

    /** Number and hash of the newest entry, as the log itself keeps them. */
    Head head() {
        return database.read()
                .sql("select sequence, hash from audit_head where id = 1")
                .query((row, index) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .single();
    }

    /**
     * The newest that match.
     *
     * @param before only those with smaller numbers
     */
    List<AuditRow> newest(AuditFilter filter, long before, int limit) {
        return select(
                filter.sql().and("sequence < :before", "before", before), "sequence desc", limit);
    }

    /** All that match, oldest first, up to the one that is the newest now. */
    void forEach(AuditFilter filter, Consumer<AuditRow> action) {
        Sql wanted = filter.sql().and("sequence <= :last", "last", head().sequence());
        inOrder(wanted, action);
    }

    /** All rows in the order of their numbers, those too that are entered meanwhile. */
    void forEach(Consumer<AuditRow> action) {
        inOrder(AuditFilter.EVERYTHING.sql(), action);
    }

    private void inOrder(Sql wanted, Consumer<AuditRow> action) {
        long after = Long.MIN_VALUE;
        List<AuditRow> rows;
        do {
            rows = select(wanted.and("sequence > :after", "after", after), "sequence", BATCH);
            rows.forEach(action);
            after = rows.isEmpty() ? after : rows.getLast().sequence();
        } while (rows.size() == BATCH);
    }

    private List<AuditRow> select(Sql wanted, String order, int limit) {
        return database.read()
                .sql(
                        "select "
                                + AuditRow.COLUMNS
                                + " from audit_entry where "
                                + wanted.where()
                                + " order by "
                                + order
                                + " limit :limit")
                .params(wanted.parameters())
                .param("limit", limit)
                .query(AuditRow::read)
                .list();
    }
}
