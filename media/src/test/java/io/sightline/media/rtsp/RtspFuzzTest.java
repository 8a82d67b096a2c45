package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sightline.media.rtsp.InterleavedReader.NotRtspException;
import io.sightline.media.rtsp.MessageParser.Parsed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whatever a camera sends, nothing but the declared failures comes of it. */
class RtspFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void readsMessages(byte[] data) {
        ByteBuffer buffer = ByteBuffer.wrap(data);

        Parsed parsed = MessageParser.parse(buffer);

        assertThat(buffer.limit()).isEqualTo(data.length);
        if (!(parsed instanceof Parsed.Whole)) {
            assertThat(buffer.position()).isZero();
        }
    }

    /** The first byte says into what pieces the rest is cut. */
    @FuzzTest(maxDuration = "10s")
    void findsTheSameHoweverTheBytesArrive(byte[] data) {
        int pieceSize = data.length == 0 ? 1 : 1 + (data[0] & 0x7F);
        int start = Math.min(1, data.length);
        List<String> whole = new ArrayList<>();
        List<String> pieces = new ArrayList<>();

        boolean wholeEnds = feed(data, start, data.length, new Recorder(whole));
        boolean piecesEnd = feed(data, start, pieceSize, new Recorder(pieces));

        assertThat(piecesEnd).isEqualTo(wholeEnds);
        assertThat(pieces).isEqualTo(whole);
    }

    /** Whether the bytes were read to their end. */
    private static boolean feed(byte[] data, int start, int pieceSize, Recorder sink) {
        InterleavedReader reader = new InterleavedReader(true);
        ByteBuffer buffer = ByteBuffer.allocate(data.length + 1);
        try {
            for (int at = start; at < data.length; at += pieceSize) {
                buffer.put(data, at, Math.min(pieceSize, data.length - at)).flip();
                reader.read(buffer, sink);
                buffer.compact();
            }
            return true;
        } catch (NotRtspException e) {
            return false;
        }
    }

    @FuzzTest(maxDuration = "10s")
    void answersChallenges(byte[] data) {
        Authenticator authenticator =
                new Authenticator(Optional.of(new RtspCredentials("user", "s3cret")));
        String header = new String(data, StandardCharsets.UTF_8);
        switch (authenticator.challenged(List.of(header))) {
            case RETRY -> {
                String answer = authenticator.authorization("PLAY", "rtsp://c/").orElseThrow();
                assertThat(answer).doesNotContain("s3cret");
            }
            case WRONG_CREDENTIALS, NO_CREDENTIALS ->
                    throw new AssertionError("there are credentials, and nothing was answered yet");
            case UNKNOWN_SCHEME -> {}
        }
    }

    @FuzzTest(maxDuration = "5s")
    void readsHeaderValues(byte[] data) {
        String value = new String(data, StandardCharsets.UTF_8);
        SessionHeader.parse(value)
                .ifPresent(
                        header -> {
                            assertThat(header.id()).isNotBlank();
                            assertThat(header.keepAliveInterval()).isPositive();
                        });
        assertThat(TransportHeader.parse(value)).isNotNull();
        RtpInfo.parse(List.of(value))
                .rtpTime("rtsp://c/t")
                .ifPresent(time -> assertThat(time).isBetween(1L, 0xFFFF_FFFFL));
        assertThat(ControlUrl.resolve("rtsp://c/live", value)).isNotNull();
        try {
            RtspAddress address = RtspAddress.parse(value);
            assertThat(address.port()).isBetween(1, 65_535);
            assertThat(address.requestUrl()).doesNotContain("\r").doesNotContain("\n");
            assertThat(RtspAddress.parse(address.requestUrl()).requestUrl())
                    .isEqualTo(address.requestUrl());
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private record Recorder(List<String> found) implements InterleavedReader.Sink {
        @Override
        public void frame(int channel, ByteBuffer frame) {
            found.add(channel + ":" + StandardCharsets.ISO_8859_1.decode(frame));
        }

        @Override
        public void message(RtspMessage message) {
            found.add(message.toString());
        }

        @Override
        public boolean knows(int channel) {
            return channel < 4;
        }

        @Override
        public boolean open() {
            return true;
        }
    }
}
