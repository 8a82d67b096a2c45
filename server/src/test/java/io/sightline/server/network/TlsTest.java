package io.sightline.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.server.TestServer;
import io.sightline.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir Path data;
    @TempDir Path files;
    private Path certificateFile;
    private Path keyFile;
    private TestCertificate first;

    @BeforeEach
    void makeACertificate() {
        certificateFile = files.resolve("server.pem");
        keyFile = files.resolve("server.key");
        first = TestCertificate.make(files, "first");
        first.write(certificateFile, keyFile);
    }

    private TestServer start() {
        return TestServer.start(
                data,
                "--server.tls.certificate=" + certificateFile,
                "--server.tls.key=" + keyFile,
                "--server.tls.check-interval=50ms");
    }

    private static SSLContext trusting(X509Certificate... certificates) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry(
                        certificate.getSubjectX500Principal().getName(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLSocket connect(TestServer server, SSLContext context) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        server.uri("/").getPort());
        socket.setSoTimeout((int) DEADLINE.toMillis());
        socket.startHandshake();
        return socket;
    }

    /** The certificate that a new connection is shown. */
    private static X509Certificate shown(TestServer server, SSLContext context) {
        try (SSLSocket socket = connect(server, context)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write(
                        "HEAD /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[8_192];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    @Test
    void speaksTlsAndPlainHttpToThisMachine() throws Exception {
        try (TestServer server = start();
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting(first.certificate())).build()) {
            URI secure =
                    URI.create("https://127.0.0.1:" + server.uri("/").getPort() + "/api/v1/health");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(secure).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(server.get("/api/v1/health").status()).isEqualTo(200);
        }
    }

    @Test
    void sendsOthersOnToTlsUnlessTheyToldASecretAlready() throws Exception {
        try (TestServer server =
                        TestServer.start(
                                data,
                                certificate(certificateFile),
                                key(keyFile),
                                "--server.trusted-proxies=127.0.0.1");
                HttpClient client = HttpClient.newHttpClient()) {
            URI page = server.uri("/api/v1/health?of=anna");
            HttpRequest.Builder fromAfar =
                    HttpRequest.newBuilder(page).header("X-Forwarded-For", "203.0.113.7");
            HttpResponse<String> sentOn =
                    client.send(fromAfar.copy().build(), BodyHandlers.ofString());
            assertThat(sentOn.statusCode()).isEqualTo(308);
            assertThat(sentOn.headers().firstValue("Location"))
                    .contains(page.toString().replace("http:", "https:"));
            HttpRequest secret = fromAfar.copy().header("Authorization", "Bearer x").build();
            HttpResponse<String> refused = client.send(secret, BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("tls-required");
            HttpRequest overTls = fromAfar.copy().header("X-Forwarded-Proto", "https").build();
            assertThat(client.send(overTls, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsANewCertificateWhileOpenConnectionsGoOn() throws Exception {
        TestCertificate second = TestCertificate.make(files, "second");
        SSLContext trust = trusting(first.certificate(), second.certificate());
        try (TestServer server = start();
                SSLSocket open = connect(server, trust)) {
            assertThat(ask(open)).startsWith("HTTP/1.1 200");
            second.write(certificateFile, keyFile);
            Eventually.await(
                    "the new certificate", () -> shown(server, trust).equals(second.certificate()));
            assertThat(ask(open)).startsWith("HTTP/1.1 200");
            assertThat(open.getSession().getPeerCertificates()[0]).isEqualTo(first.certificate());
        }
    }

    @Test
    void keepsTheCertificateWhenTheNewOneIsNoGood() throws Exception {
        TestCertificate second = TestCertificate.make(files, "second");
        SSLContext trust = trusting(first.certificate(), second.certificate());
        try (TestServer server = start()) {
            Files.writeString(certificateFile, "half a certif");
            Path log = data.resolve("logs/sightline.log");
            Eventually.await(
                    "a line of the log", () -> contains(log, "the certificate stays what it was"));
            assertThat(shown(server, trust)).isEqualTo(first.certificate());
            // One after the other, as programs replace them: for a moment they don't fit.
            second.write(certificateFile, files.resolve("other.key"));
            Eventually.await(
                    "a line of the log", () -> contains(log, "is not that of the certificate"));
            assertThat(shown(server, trust)).isEqualTo(first.certificate());
            Files.copy(
                    files.resolve("other.key"),
                    keyFile,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Eventually.await(
                    "the new certificate", () -> shown(server, trust).equals(second.certificate()));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void refusesToStartWithFilesThatAreNoGood() throws IOException {
        assertThatThrownBy(() -> start("--server.tls.certificate=" + certificateFile))
                .hasMessageContaining("certificate and key come together");
        assertThatThrownBy(() -> start(certificate(certificateFile), key(files.resolve("none"))))
                .hasMessageContaining("there is no file");
        Path notPem = Files.writeString(files.resolve("not.pem"), "x");
        assertThatThrownBy(() -> start(certificate(notPem), key(keyFile)))
                .hasMessageContaining("no PEM certificate");
        assertThatThrownBy(() -> start(certificate(certificateFile), key(notPem)))
                .hasMessageContaining("no PEM private key");
        TestCertificate other = TestCertificate.make(files, "other");
        other.write(files.resolve("other.pem"), files.resolve("other.key"));
        assertThatThrownBy(
                        () -> start(certificate(certificateFile), key(files.resolve("other.key"))))
                .hasMessageContaining("is not that of the certificate");
    }

    private static String certificate(Path file) {
        return "--server.tls.certificate=" + file;
    }

    private static String key(Path file) {
        return "--server.tls.key=" + file;
    }

    private Optional<TestServer> start(String... settings) {
        try (TestServer server = TestServer.start(data, settings)) {
            return Optional.of(server);
        }
    }
}
