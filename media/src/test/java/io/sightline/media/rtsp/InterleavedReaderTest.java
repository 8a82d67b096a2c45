package io.sightline.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.media.rtsp.InterleavedReader.NotRtspException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavedReaderTest {

    private static final String STREAM =
            "$\0\0\3abc$\1\0\0RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n$\2\0\1x"
                    + "OPTIONS * RTSP/1.0\r\nCSeq: 2\r\n\r\n\r\n\0$\0\0\2yz";
    private static final List<String> PARTS =
            List.of("0:abc", "1:", "200", "2:x", "OPTIONS", "0:yz");

    private final List<String> found = new ArrayList<>();
    private boolean open = true;

    private final InterleavedReader.Sink sink =
            new InterleavedReader.Sink() {
                @Override
                public void frame(int channel, ByteBuffer frame) {
                    found.add(channel + ":" + StandardCharsets.ISO_8859_1.decode(frame));
                }

                @Override
                public void message(RtspMessage message) {
                    found.add(
                            switch (message) {
                                case RtspMessage.Response response -> "" + response.status();
                                case RtspMessage.ServerRequest request -> request.method();
                            });
                }

                @Override
                public boolean knows(int channel) {
                    return channel < 8;
                }

                @Override
                public boolean open() {
                    return open;
                }
            };

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.ISO_8859_1.encode(text);
    }

    @Test
    void takesFramesAndMessagesApart() throws Exception {
        ByteBuffer buffer = bytes(STREAM);

        new InterleavedReader(true).read(buffer, sink);

        assertThat(found).isEqualTo(PARTS);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void findsTheSameByteByByte() throws Exception {
        InterleavedReader reader = new InterleavedReader(false);
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        for (byte b : STREAM.getBytes(StandardCharsets.ISO_8859_1)) {
            buffer.put(b).flip();
            reader.read(buffer, sink);
            buffer.compact();
        }

        assertThat(found).isEqualTo(PARTS);
    }

    @Test
    void findsTheSameCutAtEveryByte() throws Exception {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            found.clear();
            InterleavedReader reader = new InterleavedReader(false);
            ByteBuffer buffer = ByteBuffer.allocate(1_000);
            for (String half : List.of(STREAM.substring(0, cut), STREAM.substring(cut))) {
                buffer.put(bytes(half)).flip();
                reader.read(buffer, sink);
                buffer.compact();
            }
            assertThat(found).as("cut at %d", cut).isEqualTo(PARTS);
        }
    }

    @Test
    void leavesTheBufferAsItWasWhateverTheSinkDoesToIt() throws Exception {
        ByteBuffer buffer = bytes("$\0\0\2ab$\0\0\2cd");
        new InterleavedReader(true)
                .read(
                        buffer,
                        new InterleavedReader.Sink() {
                            @Override
                            public void frame(int channel, ByteBuffer frame) {
                                frame.position(frame.limit() - 1).limit(frame.limit() - 1);
                                found.add("frame");
                            }

                            @Override
                            public void message(RtspMessage message) {}

                            @Override
                            public boolean knows(int channel) {
                                return channel < 8;
                            }

                            @Override
                            public boolean open() {
                                return true;
                            }
                        });

        assertThat(found).containsExactly("frame", "frame");
    }

    @Test
    void passesOverGarbageBetweenFrames() throws Exception {
        new InterleavedReader(true).read(bytes("$\0\0\1a\u0099\u0098garbage$\0\0\1b"), sink);

        assertThat(found).containsExactly("0:a", "0:b");
    }

    @Test
    void givesUpOnEndlessGarbage() {
        ByteBuffer garbage = bytes("\u0099".repeat(InterleavedReader.MAX_GARBAGE_BYTES + 1));

        assertThatThrownBy(() -> new InterleavedReader(true).read(garbage, sink))
                .isInstanceOf(NotRtspException.class);
    }

    @Test
    void givesUpAtOnceOnAConversationThatIsNotRtsp() {
        assertThatThrownBy(() -> new InterleavedReader(false).read(bytes("220 ftp\r\n"), sink))
                .isInstanceOf(NotRtspException.class)
                .hasMessageContaining("220 ftp");
    }

    @Test
    void stopsWhenTheSinkHasClosed() throws Exception {
        open = false;
        ByteBuffer buffer = bytes(STREAM);

        new InterleavedReader(true).read(buffer, sink);

        assertThat(found).isEmpty();
    }
}
