package io.sightline.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HttpAuthenticationTest {

    private static final String REALM = "realm=\"http-auth@example.org\", ";
    private static final String NONCE = "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"";

    private final HttpAuthentication authentication =
            new HttpAuthentication("Mufasa", "Circle of Life");

    private String answer(String... challenges) {
        return answer(authentication, challenges);
    }

    private static String answer(HttpAuthentication by, String... challenges) {
        by.accept(HttpAuthentication.strongest(List.of(challenges)).orElseThrow());
        return by.authorization("GET", "/dir/index.html").orElseThrow();
    }

    private static String field(String header, String name) {
        Matcher matcher = Pattern.compile(name + "=\"?([^\",]*)").matcher(header);
        assertThat(matcher.find()).as("%s in %s", name, header).isTrue();
        return matcher.group(1);
    }

    @Test
    void answersBasic() {
        assertThat(answer("Basic realm=\"camera\""))
                .isEqualTo("Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
    }

    /** RFC 2617 §3.5, computed without qop. */
    @Test
    void answersDigestWithoutQop() {
        String header =
                answer(
                        new HttpAuthentication("Mufasa", "Circle Of Life"),
                        "Digest realm=\"testrealm@host.com\","
                                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");

        assertThat(field(header, "response")).isEqualTo("670fd8c2df070c60b045671b8b24ff02");
        assertThat(header).doesNotContain("cnonce").doesNotContain("algorithm");
    }

    /** RFC 7616 §3.9.1, with the client nonce that was drawn here. */
    @Test
    void answersDigestWithQop() {
        String header =
                answer("Digest " + REALM + "qop=\"auth, auth-int\", algorithm=SHA-256, " + NONCE);

        DigestAlgorithm sha256 = DigestAlgorithm.SHA_256;
        String expected =
                sha256.hex(
                        String.join(
                                ":",
                                sha256.hex("Mufasa:http-auth@example.org:Circle of Life"),
                                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                                "00000001",
                                field(header, "cnonce"),
                                "auth",
                                sha256.hex("GET:/dir/index.html")));
        assertThat(field(header, "response")).isEqualTo(expected);
        assertThat(header).contains("qop=auth, nc=00000001").contains("algorithm=SHA-256");
    }

    @Test
    void countsTheUsesOfANonce() {
        answer("Digest " + REALM + "qop=\"auth\", " + NONCE);

        assertThat(authentication.authorization("PLAY", "/").orElseThrow()).contains("nc=00000002");
    }

    @Test
    void answersSessionVariant() {
        String header = answer("Digest " + REALM + "algorithm=MD5-sess, qop=auth, " + NONCE);

        DigestAlgorithm md5 = DigestAlgorithm.MD5_SESS;
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String cnonce = field(header, "cnonce");
        String secret =
                md5.hex(
                        md5.hex("Mufasa:http-auth@example.org:Circle of Life")
                                + ":"
                                + nonce
                                + ":"
                                + cnonce);
        assertThat(field(header, "response"))
                .isEqualTo(
                        md5.hex(
                                secret
                                        + ":"
                                        + nonce
                                        + ":00000001:"
                                        + cnonce
                                        + ":auth:"
                                        + md5.hex("GET:/dir/index.html")));
    }

    @Test
    void picksTheStrongestOfSeveralChallenges() {
        String md5 = "Digest realm=\"a\", nonce=\"1\"";
        String sha = "Digest realm=\"a\", nonce=\"2\", algorithm=\"SHA-256\"";

        assertThat(answer("Basic realm=\"a\"", md5, sha)).contains("nonce=\"2\"");
    }

    @Test
    void readsSeveralChallengesFromOneHeader() {
        assertThat(answer("Basic realm=\"a, b\", Digest realm=\"a\", nonce=\"n\"; stale=FALSE;"))
                .startsWith("Digest ");
    }

    @Test
    void escapesQuotesInNames() {
        HttpAuthentication quoted = new HttpAuthentication("a\"b\\c", "p");

        assertThat(answer(quoted, "Digest realm=\"r\\\"s\", nonce=\"1\""))
                .contains("username=\"a\\\"b\\\\c\"")
                .contains("realm=\"r\\\"s\"");
    }

    @Test
    void survivesChallengesCutAtEveryCharacter() {
        String header = "Digest realm=\"a \\\"b\", nonce=\"1\", qop=\"auth\", Basic realm=x";
        for (int length = 0; length <= header.length(); length++) {
            assertThat(Challenge.parse(header.substring(0, length))).isNotNull();
        }
    }

    @Test
    void passesOverWhatItCannotAnswer() {
        assertThat(
                        answer(
                                "Digest realm=\"a\", nonce=\"1\", algorithm=SHA-512-256",
                                "Digest realm=\"a\", nonce=\"2\", qop=\"auth-int\"",
                                "Digest realm=\"a\"",
                                "Basic realm=\"a\""))
                .startsWith("Basic ");
        assertThat(HttpAuthentication.strongest(List.of("Negotiate"))).isEmpty();
        assertThat(HttpAuthentication.strongest(List.of())).isEmpty();
    }

    @Test
    void beginsNoHeaderLineOfItsOwn() {
        HttpAuthentication cunning = new HttpAuthentication("a\r\nX: y", "p");

        assertThat(answer(cunning, "Digest realm=\"r\", nonce=\"1\\\nZ: z\""))
                .doesNotContain("\r")
                .doesNotContain("\n");
    }
}
