package io.sightline.server.notify;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what it is told. */
public final class Listening implements WebSocket.Listener {

    private static final JsonMapper JSON = new JsonMapper();

    /** Of a socket that is still open. */
    static final int OPEN = 0;

    public final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    final AtomicInteger closedWith = new AtomicInteger(OPEN);
    final AtomicInteger pongs = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(JSON.readTree(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        pongs.addAndGet(message.remaining());
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        closedWith.set(status);
        return null;
    }

    /** What the messages say as {@code member}, in order. */
    public List<String> texts(String member) {
        return messages.stream().map(message -> message.path(member).asString("")).toList();
    }
}
