package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.audit.Actor;
import io.sightline.server.web.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people do with cameras. Each change is stored first, together with its entry in the audit
 * log; the streams then follow the rows.
 *
 * <p>Looking is answered out of the {@link CameraCatalogue}. {@link CameraAdditions}, {@link
 * CameraChanges} and {@link CameraDeletions} change rows, {@link RowFollower} follows them. Safe
 * for use by any thread.
 */
public final class Cameras {

    private final CameraCatalogue catalogue;
    private final FreeStreamNames names;
    private final CameraAdditions additions;
    private final CameraChanges changes;
    private final CameraDeletions deletions;
    private final RowFollower follower;

    Cameras(
            CameraCatalogue catalogue,
            FreeStreamNames names,
            CameraAdditions additions,
            CameraChanges changes,
            CameraDeletions deletions,
            RowFollower follower) {
        this.catalogue = catalogue;
        this.names = names;
        this.additions = additions;
        this.changes = changes;
        this.deletions = deletions;
        this.follower = follower;
    }

    // ---- looking ----

    /** In the order in which they were added. */
    List<Camera> all() {
        return catalogue.all();
    }

    Optional<Camera> find(String id) {
        return catalogue.find(id);
    }

    /**
     * @throws ProblemException 404 {@code camera-not-found}
     */
    Camera get(String id) {
        return catalogue.get(id);
    }

    /** As {@link FreeStreamNames#proposed}. */
    public String proposedStreamName(String host, int channel, String role, Set<String> taken) {
        return names.proposed(host, channel, role, taken);
    }

    /** As {@link FreeStreamNames#wished}. */
    public String checkedStreamName(String name) {
        return names.wished(name);
    }

    // ---- adding ----

    /**
     * Adds a camera; its streams exist when this returns.
     *
     * @return its id
     * @throws ProblemException 409 {@code camera-exists}, with the {@code id} of the one that is
     *     there; 422 {@code camera-address-refused}
     */
    String add(Actor actor, CameraDraft draft) {
        return addDevice(actor, List.of(draft), StoredAlong.NOTHING).getFirst();
    }

    /**
     * Adds the cameras of a device, one for each of its channels, in one transaction: all that are
     * new, or none when something is wrong with one of them. Those that are there already are left
     * out. Their streams exist when this returns.
     *
     * @param drafts at least one
     * @param along is stored in the same transaction
     * @return ids of those that are new, in order; never empty
     * @throws ProblemException 409 {@code camera-exists} when all are there, with the {@code id} of
     *     the last one; 422 {@code camera-address-refused}
     */
    public List<String> addDevice(Actor actor, List<CameraDraft> drafts, StoredAlong along) {
        return additions.addDevice(actor, drafts, along);
    }

    /**
     * Adds many in one transaction, all or none of them, and the groups that they are to be in.
     * Their addresses were checked.
     */
    List<Camera> addAll(Actor actor, List<CameraDraft> drafts) {
        return additions.addAll(actor, drafts);
    }

    // ---- changing ----

    /** Changes what is not null. */
    Camera change(Actor actor, String id, CameraForm form) {
        return changes.change(actor, id, form);
    }

    /** Sets what the camera is logged in to with; empty for none. */
    Camera changeCredentials(Actor actor, String id, Optional<RtspCredentials> credentials) {
        return changes.changeCredentials(actor, id, credentials);
    }

    // ---- deleting ----

    /** What was recorded of it goes too, or stays. */
    void delete(Actor actor, String id, KeptRecordings kept) {
        deletions.delete(actor, id, kept);
    }

    /**
     * Tries once more to delete what was recorded of a camera that is deleted.
     *
     * @throws ProblemException 404 when nothing of such a camera waits for it, 503 {@code
     *     recordings-not-deleted}
     */
    void removeRecordingsAgain(String id) {
        deletions.removeRecordingsAgain(id);
    }

    // ---- following the rows ----

    /** Something else was stored that many cameras hang on, as a group. */
    void manyChanged() {
        follower.manyChanged();
    }
}
