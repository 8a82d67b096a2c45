package io.sightline.server.audit;

/** How it ended. */
public enum Outcome {
    /** It was done. */
    SUCCESS,
    /** It was asked for by someone who may not, or who did not prove to be who they say. */
    REFUSED,
    /** It was allowed, but could not be done. */
    FAILED;

    /** As it is stored and shown. */
    public String word() {
        return AuditJson.word(this);
    }
}
