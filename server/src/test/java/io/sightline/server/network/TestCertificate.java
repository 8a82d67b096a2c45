package io.sightline.server.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate that signs itself, made with the JDK's keytool. */
record TestCertificate(X509Certificate certificate, PrivateKey key) {

    private static final char[] PASSWORD = "test-only".toCharArray();

    static TestCertificate make(Path directory, String name) {
        Path store = directory.resolve(name + ".p12");
        try {
            Process keytool =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "server",
                                    "-keyalg",
                                    "EC",
                                    "-validity",
                                    "30",
                                    "-dname",
                                    "CN=" + name,
                                    "-ext",
                                    "san=ip:127.0.0.1,dns:localhost",
                                    "-storetype",
                                    "PKCS12",
                                    "-storepass",
                                    new String(PASSWORD),
                                    "-keystore",
                                    store.toString())
                            .inheritIO()
                            .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD);
            Files.delete(store);
            return new TestCertificate(
                    (X509Certificate) made.getCertificate("server"),
                    (PrivateKey) made.getKey("server", PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void write(Path certificateFile, Path keyFile) {
        try {
            Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
            Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        byte[] text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encode(bytes);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, new String(text, StandardCharsets.US_ASCII), kind);
    }
}
