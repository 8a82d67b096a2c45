package io.sightline.server.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * The server's certificate and its private key.
 *
 * @param chain the server's own first
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    private static final char[] NO_PASSWORD = {};
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    TlsIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * @throws UnusableCertificate when one of the files does not hold what it should
     */
    static TlsIdentity read(Path certificateFile, Path keyFile) {
        PemContent certificates = pem(certificateFile, "certificate");
        PemContent keys = certificateFile.equals(keyFile) ? certificates : pem(keyFile, "key");
        List<X509Certificate> chain = chain(certificates, certificateFile);
        TlsIdentity identity = new TlsIdentity(chain, privateKey(keys, keyFile));
        if (!identity.belongsTogether()) {
            throw new UnusableCertificate(
                    "key",
                    "the key in %s is not that of the certificate in %s"
                            .formatted(keyFile, certificateFile));
        }
        return identity;
    }

    private static PemContent pem(Path file, String what) {
        try {
            return PemContent.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UnusableCertificate(what, "there is no file " + file.toAbsolutePath());
        } catch (IOException e) {
            throw new UnusableCertificate(what, file + " can't be read: " + e);
        }
    }

    private static List<X509Certificate> chain(PemContent pem, Path file) {
        try {
            return pem.getCertificates();
        } catch (IllegalStateException e) {
            throw new UnusableCertificate("certificate", "there is no PEM certificate in " + file);
        }
    }

    private static PrivateKey privateKey(PemContent pem, Path file) {
        try {
            PrivateKey key = pem.getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException e) {
            // Encrypted, or no key at all: the message would quote it.
        }
        throw new UnusableCertificate(
                "key", "there is no PEM private key without password in " + file);
    }

    private boolean belongsTogether() {
        try {
            Signature signature = Signature.getInstance(algorithm());
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private String algorithm() {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    Instant validUntil() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** What TLS is made from. */
    KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has PKCS12 stores", e);
        }
    }
}
