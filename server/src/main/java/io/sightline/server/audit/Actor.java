package io.sightline.server.audit;

/**
 * Who did it, as known at the time: an account that is renamed or deleted later stays what it was
 * here.
 *
 * @param id of the account; empty for who has none
 * @param name of the account, or what stands for it
 * @param address from where: an IP address, or empty
 */
public record Actor(Kind kind, String id, String name, String address) {

    private static final int MAX_TEXT = 200;

    /** The server itself: what it does by the clock or by its settings. */
    public static final Actor SERVER = new Actor(Kind.SERVER, "", "server", "");

    /** In what way someone is known. */
    public enum Kind {
        /** A person, logged in. */
        ACCOUNT,
        /** A program with a key of an account. */
        API_KEY,
        /** Someone on the server's own machine. */
        CLI,
        /** Nobody is logged in. */
        ANONYMOUS,
        SERVER;

        /** As it is stored and shown. */
        public String word() {
            return AuditJson.word(this);
        }
    }

    public Actor {
        id = AuditText.clean(id, MAX_TEXT);
        name = AuditText.clean(name, MAX_TEXT);
        address = AuditText.clean(address, MAX_TEXT);
    }

    /** Someone who is not logged in. */
    public static Actor anonymous(String address) {
        return new Actor(Kind.ANONYMOUS, "", "", address);
    }
}
