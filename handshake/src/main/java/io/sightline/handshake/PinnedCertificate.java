package io.sightline.handshake;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Believes in those certificates only whose fingerprints are known. */
final class PinnedCertificate extends AnyCertificate {
    private final CertificatePolicy.Pinned pinned;

    PinnedCertificate(CertificatePolicy.Pinned pinned) {
        this.pinned = pinned;
    }

    @Override
    void check(X509Certificate[] chain) throws CertificateException {
        String fingerprint = sha256(chain[0]);
        if (!pinned.sha256Fingerprints().contains(fingerprint)) {
            throw new CertificateException(
                    "the camera's certificate has the SHA-256 fingerprint " + fingerprint);
        }
    }

    private static String sha256(X509Certificate certificate) throws CertificateException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException(e);
        }
    }
}
