package io.sightline.server.access;

import io.sightline.server.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads owners and grants. */
final class RightsRepository {

    private static final Set<Right> EVERYTHING = EnumSet.allOf(Right.class);

    private static final String GRANTED_CAMERAS =
            "select account_id, camera_id, rights from camera_grant where camera_id is not null"
                    + " union all"
                    + " select g.account_id, m.camera_id, g.rights from camera_grant g"
                    + " join camera_group_member m on m.group_id = g.group_id";

    private final Database database;

    RightsRepository(Database database) {
        this.database = database;
    }

    private record Granted(String accountId, String cameraId, String rights) {
        static Granted of(ResultSet row, int index) throws SQLException {
            return new Granted(
                    row.getString("account_id"),
                    row.getString("camera_id"),
                    row.getString("rights"));
        }
    }

    RightsSnapshot load(List<Accounts.Standing> standings) {
        Map<String, Accounts.Standing> accounts = new HashMap<>();
        standings.forEach(standing -> accounts.put(standing.id(), standing));
        Map<String, Map<String, Set<Right>>> rights = new HashMap<>();
        database.read()
                .sql(GRANTED_CAMERAS)
                .query(Granted::of)
                .list()
                .forEach(
                        row ->
                                add(
                                        rights,
                                        row.accountId(),
                                        row.cameraId(),
                                        Right.ofWords(row.rights())));
        owned().forEach((camera, owner) -> add(rights, owner, camera, EVERYTHING));
        return new RightsSnapshot(accounts, cameraOfStream(), rights);
    }

    /** Names of a camera's streams. */
    Set<String> streamsOf(String cameraId) {
        return Set.copyOf(
                database.read()
                        .sql("select name from camera_stream where camera_id = :camera")
                        .param("camera", cameraId)
                        .query(String.class)
                        .list());
    }

    /** What accounts may do with one camera, roles aside. */
    Map<String, Set<Right>> rightsOn(String cameraId) {
        Map<String, Map<String, Set<Right>>> rights = new HashMap<>();
        database.read()
                .sql("select * from (" + GRANTED_CAMERAS + ") granted where camera_id = :camera")
                .param("camera", cameraId)
                .query(Granted::of)
                .list()
                .forEach(
                        row ->
                                add(
                                        rights,
                                        row.accountId(),
                                        row.cameraId(),
                                        Right.ofWords(row.rights())));
        database.read()
                .sql("select owner_id from camera where id = :camera and owner_id is not null")
                .param("camera", cameraId)
                .query(String.class)
                .list()
                .forEach(owner -> add(rights, owner, cameraId, EVERYTHING));
        Map<String, Set<Right>> onCamera = new HashMap<>();
        rights.forEach(
                (account, ofAccount) ->
                        onCamera.put(account, ofAccount.getOrDefault(cameraId, Set.of())));
        return onCamera;
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

    private Map<String, String> owned() {
        return pairs("select id, owner_id from camera where owner_id is not null");
    }

    private Map<String, String> cameraOfStream() {
        return pairs("select name, camera_id from camera_stream");
    }

    private Map<String, String> pairs(String sql) {
        Map<String, String> pairs = new HashMap<>();
        database.read()
                .sql(sql)
                .query(
                        (row, index) -> {
                            pairs.put(row.getString(1), row.getString(2));
                            return index;
                        })
                .list();
        return pairs;
    }
}
