package io.sightline.server.camera;

import io.sightline.server.audit.Actor;
import io.sightline.server.database.Database;
import io.sightline.server.database.GroupCommit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Cameras that are wanted at the same time, stored together. Safe for use by any thread. */
final class CameraAdditions {

    /** Somebody wants a camera. */
    record Wanted(Actor actor, CameraDraft draft) {}

    private final GroupCommit<Wanted, Camera> commits;

    /**
     * @param insert within a transaction
     * @param follow after it
     */
    CameraAdditions(
            Database database,
            Function<List<Wanted>, List<Camera>> insert,
            Consumer<List<Camera>> follow) {
        commits = new GroupCommit<>(database, insert, follow);
    }

    /** Returns when it is stored and followed. */
    Camera add(Actor actor, CameraDraft draft) {
        return commits.write(new Wanted(actor, draft));
    }

    /** Changes cameras while none is added: what is there already is asked of memory. */
    <T> T alone(Supplier<T> change) {
        return commits.alone(change);
    }
}
