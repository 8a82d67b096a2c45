package io.sightline.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a viewer is sent: texts as they are, of binaries the type of each box at the top. */
final class MseClient implements WebSocket.Listener {

    final List<String> messages = new CopyOnWriteArrayList<>();

    /** The code with which the server closed the connection; 0 while it is open. */
    volatile int closeCode;

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            messages.add(String.join(" ", boxes(binary.toByteArray())));
            binary.reset();
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closeCode = code;
        return null;
    }

    private static List<String> boxes(byte[] bytes) {
        List<String> types = new ArrayList<>();
        int offset = 0;
        while (offset < bytes.length) {
            types.add(new String(bytes, offset + 4, 4, StandardCharsets.US_ASCII));
            offset += ByteBuffer.wrap(bytes).getInt(offset);
        }
        assertThat(offset).isEqualTo(bytes.length);
        return types;
    }

    long count(String start) {
        return messages.stream().filter(message -> message.startsWith(start)).count();
    }

    /** Place of the first message that starts like this. */
    int indexOf(String start) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("no " + start + " in " + messages);
    }
}
