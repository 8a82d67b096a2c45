package io.sightline.server.control;

import io.sightline.onvif.imaging.ImagingSettings;
import io.sightline.server.control.ImagingJson.ImagingChange;
import io.sightline.server.database.Database;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * How cameras made their picture before it was first changed here. ONVIF knows no factory settings,
 * and whoever mounted the camera may have had reasons for what they set.
 */
final class ImagingBefore {

    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;

    ImagingBefore(Database database) {
        this.database = database;
    }

    Optional<ImagingChange> find(String cameraId) {
        return database.read()
                .sql("select settings from camera_imaging_before where camera_id = :camera")
                .param("camera", cameraId)
                .query(String.class)
                .optional()
                .map(text -> JSON.readValue(text, ImagingChange.class));
    }

    /** The first ones stay. */
    void keep(String cameraId, ImagingSettings settings) {
        database.write()
                .sql(
                        "insert into camera_imaging_before (camera_id, settings)"
                                + " values (:camera, :settings) on conflict do nothing")
                .param("camera", cameraId)
                .param("settings", JSON.writeValueAsString(ImagingChange.to(settings)))
                .update();
    }

    void forget(String cameraId) {
        database.write()
                .sql("delete from camera_imaging_before where camera_id = :camera")
                .param("camera", cameraId)
                .update();
    }
}
