package io.sightline.server.audit;

/**
 * What can be done that is worth remembering. The list is closed: who audits something new names it
 * here. Names are stored, so they are never changed.
 */
public enum Action {
    // Being someone
    SET_UP,
    LOG_IN,
    LOG_OUT,
    LOG_OUT_EVERYWHERE,
    SESSION_END,
    /** A refresh token came a second time: one of the two who had it stole it. */
    REFRESH_TOKEN_REUSED,
    PASSWORD_CHANGE,
    PASSWORD_RESET_REQUEST,
    PASSWORD_RESET,
    TOTP_ENABLE,
    TOTP_DISABLE,
    RECOVERY_CODE_USE,
    IDENTITY_LINK,
    IDENTITY_UNLINK,
    API_KEY_CREATE,
    API_KEY_DELETE,
    MEDIA_TOKEN_CREATE,
    SIGNING_KEY_ROTATE,

    // Who may do what
    ACCOUNT_CREATE,
    ACCOUNT_CHANGE,
    ACCOUNT_DISABLE,
    ACCOUNT_ENABLE,
    ACCOUNT_DELETE,
    ROLES_CHANGE,
    GRANTS_CHANGE,
    /** Something was asked for without the right to it. */
    ACCESS,

    // Cameras
    CAMERA_ADD,
    CAMERA_CHANGE,
    CAMERA_DELETE,
    CAMERA_OWNER_CHANGE,
    CAMERA_ONBOARD,
    CAMERA_DISCOVER,
    CAMERA_PROBE,
    CAMERA_IMPORT,
    CAMERA_LIST_EXPORT,
    CAMERA_MOVE,
    CAMERA_PRESET_SAVE,
    CAMERA_PRESET_DELETE,
    CAMERA_IMAGING_CHANGE,
    CAMERA_REBOOT,
    GROUP_ADD,
    GROUP_CHANGE,
    GROUP_DELETE,

    // Video
    LIVE_VIEW,
    SNAPSHOT_VIEW,
    RECORDING_VIEW,
    RECORDING_EXPORT,
    RECORDING_START,
    RECORDING_STOP,

    // The server
    SERVER_START,
    SERVER_STOP,
    AUDIT_EXPORT,
    /**
     * Views, or refusals, came faster than they could be entered; the details say how many of what
     * are missing.
     */
    VIEWS_NOT_ENTERED;

    /** As it is stored and shown: {@code camera-add}. */
    public String word() {
        return AuditJson.word(this);
    }
}
