package io.sightline.server.access;

import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads owners and grants. */
final class RightsRepository {

    private static final Set<Right> EVERYTHING = EnumSet.allOf(Right.class);

    private static final String GRANTED_CAMERAS =
            "select account_id, camera_id as camera, rights from camera_grant where camera_id is not null"
                    + " union all"
                    + " select g.account_id, m.camera_id, g.rights from camera_grant g"
                    + " join camera_group_member m on m.group_id = g.group_id";

    private static final String OWNED_CAMERAS =
            "select id as camera, owner_id from camera where owner_id is not null";

    private static final String STREAMS = "select name, camera_id as camera from camera_stream";

    private final Database database;

    RightsRepository(Database database) {
        this.database = database;
    }

    private record Granted(String accountId, String camera, String rights) {
        static Granted of(ResultSet row, int index) throws SQLException {
            return new Granted(
                    row.getString("account_id"), row.getString("camera"), row.getString("rights"));
        }
    }

    RightsSnapshot load(List<Accounts.Standing> standings) {
        Map<String, Accounts.Standing> accounts = new HashMap<>();
        standings.forEach(standing -> accounts.put(standing.id(), standing));
        return new RightsSnapshot(accounts, streams(Optional.empty()), rights(Optional.empty()));
    }

    /** The camera of each of some cameras' streams, by the stream's name. */
    Map<String, String> streamsOf(Set<String> cameraIds) {
        return streams(Optional.of(cameraIds));
    }

    /** What may be done with some cameras, roles aside: by account and camera. */
    Map<String, Map<String, Set<Right>>> rightsOn(Set<String> cameraIds) {
        return rights(Optional.of(cameraIds));
    }

    private Map<String, String> streams(Optional<Set<String>> cameraIds) {
        return pairs(STREAMS, cameraIds);
    }

    private Map<String, Map<String, Set<Right>>> rights(Optional<Set<String>> cameraIds) {
        Map<String, Map<String, Set<Right>>> rights = new HashMap<>();
        asked(GRANTED_CAMERAS, cameraIds)
                .query(Granted::of)
                .list()
                .forEach(
                        row ->
                                add(
                                        rights,
                                        row.accountId(),
                                        row.camera(),
                                        Right.ofWords(row.rights())));
        pairs(OWNED_CAMERAS, cameraIds)
                .forEach((camera, owner) -> add(rights, owner, camera, EVERYTHING));
        return rights;
    }

    private static void add(
            Map<String, Map<String, Set<Right>>> rights,
            String accountId,
            String cameraId,
            Set<Right> granted) {
        rights.computeIfAbsent(accountId, id -> new HashMap<>())
                .computeIfAbsent(cameraId, id -> EnumSet.noneOf(Right.class))
                .addAll(granted);
    }

    private Map<String, String> pairs(String sql, Optional<Set<String>> cameraIds) {
        Map<String, String> pairs = new HashMap<>();
        asked(sql, cameraIds)
                .query(
                        (row, index) -> {
                            pairs.put(row.getString(1), row.getString(2));
                            return index;
                        })
                .list();
        return pairs;
    }

    /** Of rows that name a camera, those of some, or all. */
    private JdbcClient.StatementSpec asked(String sql, Optional<Set<String>> cameraIds) {
        return cameraIds.isEmpty()
                ? database.read().sql(sql)
                : database.read()
                        .sql("select * from (" + sql + ") asked where camera in (:cameras)")
                        .param("cameras", cameraIds.get());
    }
}
