package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.RtspMessage.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

    private static final RtspCredentials USER = new RtspCredentials("u", "p");

    private static KeepAlive keepAlive() {
        return new KeepAlive(
                new RequestWriter(new Authenticator(Optional.of(USER))),
                "rtsp://c/",
                new SessionHeader("77", Optional.empty()));
    }

    private static Response answer(int status, String... headers) {
        return new Response(status, "", RtspHeaders.of(headers), "");
    }

    @Test
    void usesGetParameterOnceItIsAdvertised() {
        KeepAlive keepAlive = keepAlive();
        assertThat(keepAlive.method()).isEqualTo("OPTIONS");

        keepAlive.answered(answer(200, "Public", "DESCRIBE, SETUP"));
        assertThat(keepAlive.method()).isEqualTo("OPTIONS");

        keepAlive.answered(answer(200, "Public", "DESCRIBE,get_parameter"));
        assertThat(keepAlive.method()).isEqualTo("GET_PARAMETER");
        keepAlive.answered(answer(200));
        assertThat(keepAlive.method()).isEqualTo("GET_PARAMETER");
    }

    @Test
    void namesTheSession() {
        String request = StandardCharsets.UTF_8.decode(keepAlive().request()).toString();

        assertThat(request).startsWith("OPTIONS rtsp://c/ RTSP/1.0\r\n").contains("Session: 77");
    }

    @Test
    void keepsToTheOtherMethodWhereOneIsRefusedThoughAdvertised() {
        KeepAlive keepAlive = keepAlive();
        Response advertised = answer(200, "Public", "GET_PARAMETER");
        keepAlive.answered(advertised);

        assertThat(keepAlive.answered(answer(501))).isEmpty();

        assertThat(keepAlive.method()).isEqualTo("OPTIONS");
        keepAlive.answered(advertised);
        assertThat(keepAlive.method()).isEqualTo("OPTIONS");
    }

    @Test
    void usesGetParameterWhereOptionsIsRefused() {
        KeepAlive keepAlive = keepAlive();
        keepAlive.answered(answer(405));
        assertThat(keepAlive.method()).isEqualTo("GET_PARAMETER");
    }

    @Test
    void answersChallengeInMidSessionOnce() {
        KeepAlive keepAlive = keepAlive();
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
