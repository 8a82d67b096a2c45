package io.sightline.server.camera;

import java.util.List;

/**
 * What is stored in the same transaction as cameras that are added: it is there exactly when they
 * are.
 */
@FunctionalInterface
public interface StoredAlong {

    StoredAlong NOTHING = _ -> {};

    /**
     * Within the transaction. Only rows may be changed: what somebody else who shares the
     * transaction has done wrong undoes it, and then this is called again, with other ids.
     *
     * @param cameraIds of those that are added, in the order in which they were wanted
     */
    void store(List<String> cameraIds);
}
