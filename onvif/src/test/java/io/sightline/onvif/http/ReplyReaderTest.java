package io.sightline.onvif.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.onvif.http.HttpFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {

    private static final String ORDINARY =
            "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5\r\n\r\nhello";

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static HttpReply read(String bytes) throws IOException {
        return read(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static HttpReply read(InputStream in) throws IOException {
        return new ReplyReader(in, 1_000).read();
    }

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.ISO_8859_1);
    }

    private static void fails(String bytes, Kind kind) {
        assertThatThrownBy(() -> read(bytes))
                .as(bytes)
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void readsAnOrdinaryAnswer() throws Exception {
        HttpReply reply = read(ORDINARY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("CONTENT-TYPE")).contains("text/xml");
        assertThat(text(reply)).isEqualTo("hello");
        assertThat(reply.whole()).isTrue();
    }

    @Test
    void readsWhateverThePiecesAre() throws Exception {
        byte[] bytes = ORDINARY.getBytes(StandardCharsets.ISO_8859_1);
        InputStream oneByOne =
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] into, int offset, int length) {
                        return super.read(into, offset, Math.min(1, length));
                    }
                };
        assertThat(text(read(oneByOne))).isEqualTo("hello");
    }

    @Test
    void knowsAnAnswerThatIsCutAnywhere() {
        byte[] bytes = ORDINARY.getBytes(StandardCharsets.ISO_8859_1);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            try {
                assertThat(read(new ByteArrayInputStream(cut)).whole()).isFalse();
            } catch (IOException e) {
                assertThat(((HttpFailure) e).kind()).isEqualTo(Kind.CUT_OFF);
            }
        }
    }

    @Test
    void readsChunks() throws Exception {
        HttpReply reply = read(CHUNKED + "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");

        assertThat(text(reply)).isEqualTo("hello");
    }

    /** RFC 9112 §9.3, and §6.3 for bodies of unknown length. */
    @Test
    void knowsWhetherTheConnectionMayBeUsedAgain() throws Exception {
        assertThat(persistent(ORDINARY)).isTrue();
        assertThat(persistent(CHUNKED + "1\r\nx\r\n0\r\nTrailer: y\r\n\r\n")).isTrue();
        assertThat(persistent("HTTP/1.1 204 Nothing\r\n\r\n")).isTrue();
        assertThat(persistent(withConnection(0, "Keep-Alive"))).isTrue();

        assertThat(persistent(withConnection(1, "Close"))).isFalse();
        assertThat(persistent(withConnection(0, "x"))).isFalse();
        assertThat(persistent("HTTP/1.1 200 OK\r\n\r\nuntil the end")).isFalse();
        assertThat(persistent("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello")).isFalse();
    }

    @Test
    void takesChunksWithoutTheirLastLineForAll() throws Exception {
        String unended = CHUNKED + "5\r\nhello\r\n0\r\n";

        assertThat(text(read(unended))).isEqualTo("hello");
        assertThat(read(unended).whole()).isTrue();
        assertThat(persistent(unended)).isFalse();
    }

    private static String withConnection(int minorVersion, String option) {
        return "HTTP/1.%d 200 OK\r\nConnection: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(minorVersion, option);
    }

    private static boolean persistent(String bytes) throws IOException {
        ReplyReader reader =
                new ReplyReader(
                        new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)),
                        1_000);
        HttpReply _ = reader.read();
        return reader.persistent();
    }

    @Test
    void readsLinesThatEndWithLineFeedAloneAndNoReason() throws Exception {
        HttpReply reply = read("HTTP/1.0 401\nWWW-Authenticate : Digest x\nno colon\n\nhello");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).contains("Digest x");
        assertThat(text(reply)).isEqualTo("hello");
    }

    @Test
    void skipsInterimAnswers() throws Exception {
        assertThat(text(read("HTTP/1.1 100 Continue\r\n\r\n" + ORDINARY))).isEqualTo("hello");
    }

    @Test
    void refusesWhatIsNoHttpOrTooMuch() {
        fails("SSH-2.0-OpenSSH\r\n\r\n", Kind.NOT_HTTP);
        fails("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", Kind.TOO_LARGE);
        fails("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1_001), Kind.TOO_LARGE);
        fails(CHUNKED + "FFFFFFFF\r\n" + "x".repeat(1_001), Kind.TOO_LARGE);
        fails(CHUNKED + "-1\r\n", Kind.NOT_HTTP);
        fails("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "\r\n", Kind.NOT_HTTP);
        fails("x".repeat(10_000), Kind.NOT_HTTP);
        fails("HTTP/1.1 100 Continue\r\n\r\n".repeat(10), Kind.NOT_HTTP);
    }
}
