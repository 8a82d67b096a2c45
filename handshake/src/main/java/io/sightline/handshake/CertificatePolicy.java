package io.sightline.handshake;

import java.util.Locale;
import java.util.Set;

/** Which certificate of a camera is believed. */
public sealed interface CertificatePolicy {

    /**
     * Any. Cameras sign their own certificates, so that this is what works out of the box; it keeps
     * listeners out, but not somebody who can put himself in between.
     */
    record AcceptAny() implements CertificatePolicy {}

    /**
     * Only these.
     *
     * @param sha256Fingerprints of the camera's own certificate, in hexadecimal, colons allowed
     */
    record Pinned(Set<String> sha256Fingerprints) implements CertificatePolicy {
        public Pinned {
            sha256Fingerprints =
                    Set.copyOf(sha256Fingerprints.stream().map(Pinned::normalized).toList());
        }

        static String normalized(String fingerprint) {
            return fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that the Java run time's trust store vouches for, with the right host name. */
    record Trusted() implements CertificatePolicy {}
}
