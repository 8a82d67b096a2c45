package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.RtspMessage.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

    private static final RtspCredentials USER = new RtspCredentials("u", "p");

    private static KeepAlive keepAlive(Set<String> methods) {
        return new KeepAlive(
                new RequestWriter(new Authenticator(Optional.of(USER))),
                "rtsp://c/",
                new SessionHeader("77", Optional.empty()),
                methods);
    }

    private static Response answer(int status, String... headers) {
        return new Response(status, "", RtspHeaders.of(headers), "");
    }

    @Test
    void usesGetParameterWhereAdvertised() {
        assertThat(keepAlive(Set.of("GET_PARAMETER", "OPTIONS")).method())
                .isEqualTo("GET_PARAMETER");
        assertThat(keepAlive(Set.of("PLAY")).method()).isEqualTo("OPTIONS");
    }

    @Test
    void namesTheSession() {
        String request = StandardCharsets.UTF_8.decode(keepAlive(Set.of()).request()).toString();

        assertThat(request).startsWith("OPTIONS rtsp://c/ RTSP/1.0\r\n").contains("Session: 77");
    }

    @Test
    void changesMethodWhenRefusedThoughAdvertised() {
        KeepAlive keepAlive = keepAlive(Set.of("GET_PARAMETER"));

        assertThat(keepAlive.answered(answer(501))).isEmpty();

        assertThat(keepAlive.method()).isEqualTo("OPTIONS");
    }

    @Test
    void answersChallengeInMidSessionOnce() {
        KeepAlive keepAlive = keepAlive(Set.of());
        Response unauthorized =
                answer(401, "WWW-Authenticate", "Digest realm=\"r\", nonce=\"1\", stale=true");

        String again =
                StandardCharsets.UTF_8
                        .decode(keepAlive.answered(unauthorized).orElseThrow())
                        .toString();

        assertThat(again).contains("Authorization: Digest username=\"u\"");
        assertThat(keepAlive.answered(unauthorized)).isEmpty();
    }
}
