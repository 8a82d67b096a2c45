package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate as a camera makes them for itself.
 *
 * @param store a PKCS #12 file
 */
record SelfSignedCertificate(Path store, String password) {

    private static final String ALIAS = "camera";

    static SelfSignedCertificate make(Path directory) throws IOException, InterruptedException {
        SelfSignedCertificate made =
                new SelfSignedCertificate(directory.resolve("camera.p12"), "changeit");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "RSA",
                                "-dname",
                                "CN=camera",
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                made.store.toString(),
                                "-storepass",
                                made.password)
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).as("exit of keytool").isZero();
        return made;
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, password.toCharArray());
        }
        return keys;
    }

    /** For a server that shows this certificate. */
    SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(), password.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    /** Key and certificate as OpenSSL and GnuTLS read them. */
    void writePem(Path file) throws IOException, GeneralSecurityException {
        byte[] key = keys().getKey(ALIAS, password.toCharArray()).getEncoded();
        byte[] certificate = keys().getCertificate(ALIAS).getEncoded();
        Files.writeString(file, pem("PRIVATE KEY", key) + pem("CERTIFICATE", certificate));
    }

    /** RFC 7468 §2. */
    private static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
    }

    /** As people copy it: SHA-256, upper case, with colons. */
    String fingerprint() throws IOException, GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(sha256.digest(keys().getCertificate(ALIAS).getEncoded()));
    }
}
