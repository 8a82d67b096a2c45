package io.sightline.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An entry as it lies in the database, texts unread: what was altered must still be hashed.
 *
 * @param atMillis since the epoch
 * @param details a JSON object of texts
 */
record AuditRow(
        long sequence,
        long atMillis,
        String actorKind,
        String actorId,
        String actorName,
        String actorAddress,
        String action,
        String targetKind,
        String targetId,
        String targetName,
        String outcome,
        String details,
        String hash) {

    static final String COLUMNS =
            "sequence, at, actor_kind, actor_id, actor_name, actor_address, action,"
                    + " target_kind, target_id, target_name, outcome, details, hash";

    static AuditRow read(ResultSet row, int index) throws SQLException {
        return new AuditRow(
                row.getLong("sequence"),
                row.getLong("at"),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getString("actor_address"),
                row.getString("action"),
                row.getString("target_kind"),
                row.getString("target_id"),
                row.getString("target_name"),
                row.getString("outcome"),
                row.getString("details"),
                row.getString("hash"));
    }

    static AuditRow unsealed(AuditEntry entry) {
        return new AuditRow(
                entry.sequence(),
                entry.at().toEpochMilli(),
                entry.actor().kind().word(),
                entry.actor().id(),
                entry.actor().name(),
                entry.actor().address(),
                entry.action().word(),
                entry.target().kind(),
                entry.target().id(),
                entry.target().name(),
                entry.outcome().word(),
                AuditJson.details(entry.details()),
                "");
    }

    AuditRow withHash(String hash) {
        return new AuditRow(
                sequence,
                atMillis,
                actorKind,
                actorId,
                actorName,
                actorAddress,
                action,
                targetKind,
                targetId,
                targetName,
                outcome,
                details,
                hash);
    }
}
