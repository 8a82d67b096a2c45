package io.sightline.server.web;

import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request that brings a body: who reads it gets no more than the limit, and what nobody reads is
 * thrown away after the answer.
 *
 * <p>A connection that is closed while the client still sends is reset by the kernel, and the reset
 * takes the answer with it (RFC 9112 §9.6): a client whose upload is refused would be told of a
 * broken connection. So it may send on for a while, unread.
 */
final class RequestBody extends Request.Wrapper {

    /** As long as a slow line takes for the largest upload, and a client may hold a place. */
    private static final Duration LONGEST_DISCARD = Duration.ofSeconds(30);

    private static final int CHUNKS_AT_ONCE = 16;

    private final long limit;
    private final boolean awaitsLeave;
    private long read;

    private RequestBody(Request request, long limit) {
        super(request);
        this.limit = limit;
        this.awaitsLeave =
                request.getHeaders()
                        .contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }

    static boolean isOf(Request request) {
        return request.getLength() > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /**
     * @param limit in bytes
     */
    static RequestBody of(Request request, long limit) {
        return new RequestBody(request, limit);
    }

    @Override
    public Content.@Nullable Chunk read() {
        Content.Chunk chunk = super.read();
        if (chunk != null && !Content.Chunk.isFailure(chunk)) {
            read += chunk.remaining();
            if (read > limit) {
                chunk.release();
                return Content.Chunk.from(
                        new HttpException.RuntimeException(413, "Payload Too Large"), true);
            }
        }
        return chunk;
    }

    /** Asked before an answer is sent: what has not come yet is read after it. */
    @Override
    public boolean consumeAvailable() {
        for (int i = 0; i < CHUNKS_AT_ONCE; i++) {
            Content.Chunk chunk = super.read();
            if (chunk == null) {
                return false;
            }
            chunk.release();
            if (chunk.isLast()) {
                return !Content.Chunk.isFailure(chunk);
            }
        }
        return false;
    }

    /** Completes the exchange once the client has sent all, has gone, or has had its time. */
    Callback afterTheRest(Callback callback) {
        return new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                // Who waits to be told to go on has sent nothing and will not.
                if (awaitsLeave) {
                    super.succeeded();
                } else {
                    discard(System.nanoTime() + LONGEST_DISCARD.toNanos(), getCallback());
                }
            }
        };
    }

    private void discard(long deadlineNanos, Callback callback) {
        while (System.nanoTime() - deadlineNanos < 0) {
            Content.Chunk chunk = super.read();
            if (chunk == null) {
                super.demand(() -> discard(deadlineNanos, callback));
                return;
            }
            chunk.release();
            if (chunk.isLast()) {
                break;
            }
        }
        callback.succeeded();
    }
}
