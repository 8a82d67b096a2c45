package io.sightline.simulator.camera;

/** Who may watch a camera, and how the camera asks. */
public record Credentials(String user, String password, Scheme scheme) {

    /** How the password is asked for. */
    public enum Scheme {
        /** RFC 7617. */
        BASIC,
        /** RFC 7616 with MD5, without quality of protection: what most cameras do. */
        DIGEST_MD5,
        /** RFC 7616 with SHA-256. */
        DIGEST_SHA_256
    }
}
