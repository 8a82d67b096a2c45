package io.sightline.simulator.onvif;

/** Whom a device lets in, and how it asks. */
public record Login(String user, String password, Scheme scheme) {

    /** How the password is asked for. */
    public enum Scheme {
        /** A UsernameToken in the message. */
        TOKEN,
        /** HTTP Digest with MD5, without quality of protection. */
        DIGEST_MD5,
        /** HTTP Digest with SHA-256. */
        DIGEST_SHA_256
    }
}
