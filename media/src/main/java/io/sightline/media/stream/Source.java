package io.sightline.media.stream;

/**
 * Where a stream's media comes from. A source connects, reconnects with its own back-off and tells
 * the {@link StreamInput} everything that happens; it is started when the stream is wanted and
 * stopped when nobody wants it.
 *
 * <p>Both methods are called on the stream's media loop and return at once.
 */
public interface Source {

    /** Begins to deliver into {@code input}, on {@code input.loop()} only, until stopped. */
    void start(StreamInput input);

    /** Ends the delivery; nothing may reach the input afterwards. A source may be started again. */
    void stop();
}
