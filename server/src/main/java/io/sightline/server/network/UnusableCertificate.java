package io.sightline.server.network;

/**
 * A file of TLS does not hold what it should; the message begins with the setting that names it.
 */
public final class UnusableCertificate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCertificate(String setting, String problem) {
        super("server.tls." + setting + ": " + problem);
    }
}
