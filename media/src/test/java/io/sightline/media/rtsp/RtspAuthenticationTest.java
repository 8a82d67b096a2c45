package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.handshake.DigestAlgorithm;
import io.sightline.media.stream.StreamFailure;
import io.sightline.media.stream.StreamState;
import io.sightline.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passwords, against a camera that checks them. */
@Timeout(120)
class RtspAuthenticationTest {

    private static final String USER = "admin";
    private static final String PASSWORD = "p@ss:word";
    private static final String URL_PASSWORD = "p%40ss%3Aword";

    private final QuirkyCamera camera = new QuirkyCamera();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile String nonce = "nonce1";

    @AfterEach
    void closeCamera() {
        camera.close();
    }

    private String url(String password) {
        return camera.url().replace("rtsp://", "rtsp://" + USER + ":" + password + "@");
    }

    /**
     * Asks for a password before each of {@code methods}; several headers are several challenges.
     */
    private void protect(DigestAlgorithm algorithm, List<String> methods, String... challenges) {
        for (String method : methods) {
            QuirkyCamera.Step open = camera.step(method);
            camera.on(
                    method,
                    (request, peer) -> {
                        String given = request.headers().first("Authorization").orElse("");
                        if (correct(algorithm, request, given)) {
                            open.answer(request, peer);
                        } else {
                            refusals.incrementAndGet();
                            String[] headers = new String[2 * challenges.length];
                            for (int i = 0; i < challenges.length; i++) {
                                headers[2 * i] = "WWW-Authenticate";
                                headers[2 * i + 1] = challenges[i].replace("NONCE", nonce);
                            }
                            peer.reply(request, "401 Unauthorized", headers);
                        }
                    });
        }
    }

    private boolean correct(DigestAlgorithm algorithm, QuirkyCamera.Request request, String given) {
        if (given.startsWith("Basic ")) {
            return given.equals("Basic YWRtaW46cEBzczp3b3Jk");
        }
        if (!given.startsWith("Digest ") || !field(given, "nonce").equals(nonce)) {
            return false;
        }
        String secret = algorithm.hex(USER + ":" + field(given, "realm") + ":" + PASSWORD);
        String asked = algorithm.hex(request.method() + ":" + request.url());
        String middle =
                given.contains("qop=auth")
                        ? ":" + field(given, "nc") + ":" + field(given, "cnonce") + ":auth:"
                        : ":";
        return field(given, "uri").equals(request.url())
                && field(given, "response")
                        .equals(algorithm.hex(secret + ":" + nonce + middle + asked));
    }

    private static String field(String header, String name) {
        Matcher matcher = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(header);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static final List<String> ALL = List.of("DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER");

    private void plays() {
        try (PulledStream pulled = new PulledStream(url(URL_PASSWORD))) {
            pulled.awaitFrames(5);
            assertThat(refusals).hasValue(1);
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void basic() {
        protect(DigestAlgorithm.MD5, ALL, "Basic realm=\"camera\"");
        plays();
    }

    @Test
    void digest() {
        protect(DigestAlgorithm.MD5, ALL, "Digest realm=\"camera\", nonce=\"NONCE\", stale=FALSE");
        plays();
    }

    @Test
    void digestWithQop() {
        protect(
                DigestAlgorithm.MD5,
                ALL,
                "Digest realm=\"camera\", nonce=\"NONCE\", qop=\"auth\", opaque=\"o\", algorithm=MD5");
        plays();
    }

    @Test
    void strongestOfSeveralChallenges() {
        protect(
                DigestAlgorithm.SHA_256,
                ALL,
                "Basic realm=\"camera\"",
                "Digest realm=\"camera\", nonce=\"NONCE\", algorithm=MD5",
                "Digest realm=\"camera\", nonce=\"NONCE\", algorithm=SHA-256, qop=\"auth\"");
        plays();
        assertThat(camera.requests("PLAY").getFirst().headers().first("Authorization").orElse(""))
                .contains("algorithm=SHA-256");
    }

    @Test
    void staleNonceInMidConversation() {
        protect(
                DigestAlgorithm.MD5,
                ALL,
                "Digest realm=\"camera\", nonce=\"NONCE\", qop=\"auth\", stale=true");
        QuirkyCamera.Step describe = camera.step("DESCRIBE");
        camera.on(
                "DESCRIBE",
                (request, peer) -> {
                    describe.answer(request, peer);
                    if (request.headers().first("Authorization").isPresent()) {
                        nonce = "nonce2";
                    }
                });
        try (PulledStream pulled = new PulledStream(url(URL_PASSWORD))) {
            pulled.awaitFrames(5);
            assertThat(refusals).hasValue(2);
        }
    }

    @Test
    void nonceThatExpiresBeforeAKeepAlive() {
        QuirkyCamera.Step setUp =
                (request, peer) -> {
                    peer.ok(
                            request,
                            "Session",
                            "12345678;timeout=1",
                            "Transport",
                            "RTP/AVP/TCP;unicast;interleaved=0-1");
                    nonce = "nonce2";
                };
        camera.on("SETUP", setUp);
        protect(DigestAlgorithm.MD5, ALL, "Digest realm=\"camera\", nonce=\"NONCE\"");
        AtomicInteger keptAlive = new AtomicInteger();
        QuirkyCamera.Step checked = camera.step("GET_PARAMETER");
        camera.on(
                "GET_PARAMETER",
                (request, peer) -> {
                    if (keptAlive.incrementAndGet() == 2) {
                        nonce = "nonce3";
                    }
                    checked.answer(request, peer);
                });
        try (PulledStream pulled = new PulledStream(url(URL_PASSWORD))) {
            Eventually.await(() -> "keep-alives; " + pulled.status(), () -> keptAlive.get() >= 5);
            pulled.awaitFrames(1);
            assertThat(refusals).hasValue(3);
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void wrongPasswordIsSaidClearlyAndTriedAgainSlowly() {
        protect(DigestAlgorithm.MD5, ALL, "Digest realm=\"camera\", nonce=\"NONCE\"");
        try (PulledStream pulled = new PulledStream(url("hidden"))) {
            StreamFailure failure = pulled.awaitFailure();

            assertThat(failure.type()).isEqualTo(StreamFailure.Type.UNAUTHORIZED);
            assertThat(failure.detail())
                    .isEqualTo("The camera refuses this user name or password.");
            assertThat(pulled.status().state()).isEqualTo(StreamState.RETRYING);
            assertThat(Duration.between(Instant.now(), pulled.status().retryAt().orElseThrow()))
                    .isGreaterThan(Duration.ofSeconds(15));
            assertThat(refusals).hasValue(2);
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void wrongPasswordIsNotTriedSoonerWhenViewersComeAndGo() {
        protect(DigestAlgorithm.MD5, ALL, "Digest realm=\"camera\", nonce=\"NONCE\"");
        try (PulledStream pulled = new PulledStream(url("hidden"))) {
            StreamFailure first = pulled.awaitFailure();
            pulled.reader().close();
            Eventually.await(
                    () -> "the stream to stop; " + pulled.status(),
                    () -> pulled.status().state() == StreamState.IDLE);
            pulled.join();

            assertThat(pulled.awaitFailure()).isEqualTo(first);
            assertThat(pulled.status().retryAt()).isPresent();
            assertThat(camera.connections()).isEqualTo(1);
        }
    }

    @Test
    void missingUserName() {
        protect(DigestAlgorithm.MD5, ALL, "Basic realm=\"camera\"");
        try (PulledStream pulled = new PulledStream(camera.url())) {
            assertThat(pulled.awaitFailure())
                    .isEqualTo(
                            new StreamFailure(
                                    StreamFailure.Type.UNAUTHORIZED,
                                    "The camera wants a user name and a password."));
        }
    }

    @Test
    void unknownScheme() {
        protect(DigestAlgorithm.MD5, ALL, "Negotiate");
        try (PulledStream pulled = new PulledStream(url(URL_PASSWORD))) {
            assertThat(pulled.awaitFailure().detail()).contains("neither Basic nor Digest");
        }
    }

    @Test
    void forbidden() {
        camera.on("DESCRIBE", (request, peer) -> peer.reply(request, "403 Forbidden"));
        try (PulledStream pulled = new PulledStream(url(URL_PASSWORD))) {
            assertThat(pulled.awaitFailure().type()).isEqualTo(StreamFailure.Type.UNAUTHORIZED);
        }
    }

    @Test
    void passwordIsNowhereInWhatIsSent() {
        protect(DigestAlgorithm.MD5, ALL, "Digest realm=\"camera\", nonce=\"NONCE\"");
        plays();
        assertThat(camera.requests("PLAY").toString())
                .doesNotContain(PASSWORD)
                .doesNotContain(URL_PASSWORD);
    }
}
