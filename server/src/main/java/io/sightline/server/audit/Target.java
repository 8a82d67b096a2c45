package io.sightline.server.audit;

/**
 * On what it was done.
 *
 * @param kind a word of the API: {@code camera}, {@code account}, …
 * @param id as the API says it; may be empty where there is none yet
 * @param name as known at the time; may be empty
 */
public record Target(String kind, String id, String name) {

    private static final int MAX_TEXT = 200;

    /** The server as a whole. */
    public static final Target SERVER = new Target("server", "", "");

    public Target {
        kind = AuditText.clean(kind, MAX_TEXT);
        id = AuditText.clean(id, MAX_TEXT);
        name = AuditText.clean(name, MAX_TEXT);
    }

    public static Target camera(String id, String name) {
        return new Target("camera", id, name);
    }

    public static Target group(String id, String name) {
        return new Target("group", id, name);
    }

    public static Target stream(String name) {
        return new Target("stream", name, "");
    }

    public static Target account(String id, String username) {
        return new Target("account", id, username);
    }

    public static Target session(String id) {
        return new Target("session", id, "");
    }

    public static Target apiKey(String id, String name) {
        return new Target("api-key", id, name);
    }

    /** A path of the API, for what was refused before it was known what it is about. */
    public static Target path(String method, String path) {
        return new Target("path", path, method);
    }
}
