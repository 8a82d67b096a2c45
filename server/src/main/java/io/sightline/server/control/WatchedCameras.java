package io.sightline.server.control;

import io.sightline.server.database.Database;
import java.util.HashSet;
import java.util.Set;

/** Rows of cameras whose events are listened to always. */
final class WatchedCameras {

    private final Database database;

    WatchedCameras(Database database) {
        this.database = database;
    }

    Set<String> all() {
        return new HashSet<>(
                database.read()
                        .sql("select camera_id from camera_event_watch")
                        .query(String.class)
                        .list());
    }

    boolean contains(String cameraId) {
        return database.read()
                .sql("select 1 from camera_event_watch where camera_id = :camera")
                .param("camera", cameraId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Within a transaction; whether that is something else than before. */
    boolean set(String cameraId, boolean always) {
        String sql =
                always
                        ? "insert into camera_event_watch (camera_id) values (:camera)"
                                + " on conflict do nothing"
                        : "delete from camera_event_watch where camera_id = :camera";
        return database.write().sql(sql).param("camera", cameraId).update() > 0;
    }
}
