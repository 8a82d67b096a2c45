package io.sightline.server.camera;

import io.sightline.server.database.Database;
import java.util.Set;

/** Which cameras an account likes to have at hand. Safe for use by any thread. */
final class Favourites {

    private final Database database;

    Favourites(Database database) {
        this.database = database;
    }

    /** Ids of cameras. */
    Set<String> of(String accountId) {
        return Set.copyOf(
                database.read()
                        .sql("select camera_id from camera_favourite where account_id = :account")
                        .param("account", accountId)
                        .query(String.class)
                        .list());
    }

    void add(String accountId, String cameraId) {
        database.transaction(
                () ->
                        database.write()
                                .sql(
                                        "insert into camera_favourite (account_id, camera_id)"
                                                + " values (:account, :camera)"
                                                + " on conflict (account_id, camera_id) do nothing")
                                .param("account", accountId)
                                .param("camera", cameraId)
                                .update());
    }

    void remove(String accountId, String cameraId) {
        database.transaction(
                () ->
                        database.write()
                                .sql(
                                        "delete from camera_favourite where account_id = :account"
                                                + " and camera_id = :camera")
                                .param("account", accountId)
                                .param("camera", cameraId)
                                .update());
    }
}
