package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.Authenticator.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private final Authenticator authenticator =
            new Authenticator(Optional.of(new RtspCredentials("Mufasa", "Circle of Life")));

    private String answer(String challenge) {
        assertThat(authenticator.challenged(List.of(challenge))).isEqualTo(Verdict.RETRY);
        return authenticator.authorization("PLAY", "/").orElseThrow();
    }

    @Test
    void knowsNoAnswerToOtherSchemes() {
        assertThat(authenticator.challenged(List.of("Negotiate")))
                .isEqualTo(Verdict.UNKNOWN_SCHEME);
        assertThat(authenticator.challenged(List.of())).isEqualTo(Verdict.UNKNOWN_SCHEME);
    }

    @Test
    void refusedAnswerMeansWrongPassword() {
        answer("Digest realm=\"a\", nonce=\"1\"");

        assertThat(authenticator.challenged(List.of("Digest realm=\"a\", nonce=\"2\"")))
                .isEqualTo(Verdict.WRONG_CREDENTIALS);
    }

    @Test
    void staleNonceIsReplacedOnceInARow() {
        answer("Digest realm=\"a\", nonce=\"1\"");
        String stale = "Digest realm=\"a\", nonce=\"2\", stale=TRUE";

        assertThat(answer(stale)).contains("nonce=\"2\"");
        assertThat(authenticator.challenged(List.of(stale))).isEqualTo(Verdict.WRONG_CREDENTIALS);
    }

    @Test
    void newNonceAfterAcceptedAnswersIsTakenForStale() {
        answer("Digest realm=\"a\", nonce=\"1\"");
        authenticator.accepted();

        assertThat(answer("Digest realm=\"a\", nonce=\"2\"")).contains("nonce=\"2\"");
    }

    @Test
    void withoutUserNameThereIsNoAnswer() {
        Authenticator anonymous = new Authenticator(Optional.empty());

        assertThat(anonymous.challenged(List.of("Basic realm=\"a\"")))
                .isEqualTo(Verdict.NO_CREDENTIALS);
        assertThat(anonymous.authorization("PLAY", "/")).isEmpty();
    }
}
