package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.media.rtsp.MessageParser.Parsed;
import io.sightline.media.rtsp.RtspMessage.Response;
import io.sightline.media.rtsp.RtspMessage.ServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageParserTest {

    private static final String ANSWER =
            String.join(
                    "\r\n",
                    "RTSP/1.0 200 OK",
                    "CSeq: 3 ",
                    "Content-Type: application/sdp",
                    "Content-Length: 5",
                    "",
                    "v=0",
                    "");

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.ISO_8859_1.encode(text);
    }

    private static RtspMessage whole(String text) {
        Parsed parsed = MessageParser.parse(bytes(text));
        assertThat(parsed).isInstanceOf(Parsed.Whole.class);
        return ((Parsed.Whole) parsed).message();
    }

    @Test
    void readsAnAnswer() {
        Response response = (Response) whole(ANSWER);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("v=0\r\n");
        assertThat(response.sequence()).contains(3);
    }

    @Test
    void takesExactlyTheMessage() {
        ByteBuffer buffer = bytes(ANSWER + "$\0\0\1x");

        MessageParser.parse(buffer);

        assertThat(buffer.position()).isEqualTo(ANSWER.length());
    }

    @Test
    void isIncompleteAtEveryLengthButTheWhole() {
        for (int length = 0; length < ANSWER.length(); length++) {
            ByteBuffer cut = bytes(ANSWER.substring(0, length));
            assertThat(MessageParser.parse(cut))
                    .as("cut at %d", length)
                    .isInstanceOf(Parsed.Incomplete.class);
            assertThat(cut.position()).isZero();
        }
    }

    @Test
    void comparesHeaderNamesWithoutCase() {
        Response response =
                (Response) whole("RTSP/1.0 200 OK\ncseq: 7\ncontent-length:2\nSESSION : a\n\nhi");

        assertThat(response.sequence()).contains(7);
        assertThat(response.headers().first("Session")).contains("a");
        assertThat(response.body()).isEqualTo("hi");
    }

    @Test
    void toleratesMissingReasonAndFoldedLines() {
        Response response =
                (Response) whole("RTSP/1.0 401\r\nWWW-Authenticate: Digest\r\n a=b\r\n\r\n");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("www-authenticate")).contains("Digest a=b");
    }

    @Test
    void readsRequestsOfTheServer() {
        ServerRequest request =
                (ServerRequest) whole("GET_PARAMETER rtsp://c/ RTSP/1.0\r\nCSeq: 9\r\n\r\n");

        assertThat(request.method()).isEqualTo("GET_PARAMETER");
        assertThat(request.sequence()).contains(9);
    }

    @Test
    void rejectsOtherProtocols() {
        assertThat(MessageParser.parse(bytes("HTTP/1.1 400 Bad Request\r\n\r\n")))
                .isInstanceOf(Parsed.Rejected.class);
        assertThat(MessageParser.parse(bytes("SSH-2.0-OpenSSH_9.2p1\r\n")))
                .isEqualTo(new Parsed.Rejected("not RTSP: \"SSH-2.0-OpenSSH_9.2p1?\""));
        assertThat(MessageParser.parse(bytes("\u0016\u0003\u0001")))
                .isInstanceOf(Parsed.Rejected.class);
    }

    @Test
    void refusesHostileSizes() {
        String start = "RTSP/1.0 200 OK\r\n";
        String endless = start + "X: " + "y".repeat(MessageParser.MAX_HEAD_BYTES);

        assertThat(MessageParser.parse(bytes(endless))).isInstanceOf(Parsed.Rejected.class);
        assertThat(MessageParser.parse(bytes(start + "Content-Length: 999999999\r\n\r\n")))
                .isInstanceOf(Parsed.Rejected.class);
        assertThat(MessageParser.parse(bytes(start + "Content-Length: -1\r\n\r\n")))
                .isInstanceOf(Parsed.Rejected.class);
        assertThat(MessageParser.parse(bytes(start + "X: y\r\n".repeat(1_000) + "\r\n")))
                .isInstanceOf(Parsed.Rejected.class);
    }

    @Test
    void readsBackWhatTheRequestWriterWrites() {
        RequestWriter writer = new RequestWriter(new Authenticator(Optional.empty()));
        ByteBuffer written = writer.request("OPTIONS", "rtsp://c/", "Session", "abc");

        ServerRequest request =
                (ServerRequest) ((Parsed.Whole) MessageParser.parse(written)).message();

        assertThat(request.method()).isEqualTo("OPTIONS");
        assertThat(request.sequence()).contains(1);
        assertThat(request.headers().first("Session")).contains("abc");
        assertThat(written.hasRemaining()).isFalse();
    }
}
