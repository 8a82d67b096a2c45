package io.sightline.media.rtsp;

import io.sightline.media.loop.MediaLoop;
import io.sightline.media.rtsp.InterleavedReader.NotRtspException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a connection on the media loop. Everything readable is taken in one read into the loop's
 * buffer; frames are handed on where they lie there, and only the one cut at the end is copied, to
 * wait for its rest.
 *
 * <p>Owned by the media loop.
 */
final class WireReader {

    /** Reads in a row of one camera's backlog before the others on the loop have their turn. */
    private static final int MAX_READS_A_ROUND = 4;

    private static final int USUAL_CARRY_BYTES = 4 << 10;

    private final MediaLoop loop;
    private final Wire wire;
    private final InterleavedReader.Sink sink;
    private final InterleavedReader reader = new InterleavedReader(true);
    private byte[] carry = new byte[USUAL_CARRY_BYTES];
    private int carryLength;
    private long arrivalNanos;

    WireReader(MediaLoop loop, Wire wire, InterleavedReader.Sink sink) {
        this.loop = loop;
        this.wire = wire;
        this.sink = sink;
    }

    /** {@link System#nanoTime()} of the read that is being handed on. */
    long arrivalNanos() {
        return arrivalNanos;
    }

    /** Begins with bytes that were read elsewhere. */
    void begin(ByteBuffer early) throws NotRtspException {
        handOn(early);
    }

    /**
     * Hands on what the socket has.
     *
     * @return whether there is more, which is for the next round
     * @throws EOFException when the camera closed the connection
     */
    boolean readAvailable() throws IOException, NotRtspException {
        for (int reads = 0; reads < MAX_READS_A_ROUND; reads++) {
            ByteBuffer buffer = loop.readBuffer();
            buffer.put(carry, 0, carryLength);
            int length = wire.read(buffer);
            if (length < 0) {
                throw new EOFException("closed by the camera");
            }
            if (length == 0) {
                return false;
            }
            handOn(buffer.flip());
            if (!sink.open() || !wire.mayHaveMore()) {
                return false;
            }
        }
        return true;
    }

    private void handOn(ByteBuffer buffer) throws NotRtspException {
        arrivalNanos = System.nanoTime();
        reader.read(buffer, sink);
        carryLength = buffer.remaining();
        if (carryLength > carry.length) {
            carry = new byte[Math.max(carryLength, 2 * carry.length)];
        }
        buffer.get(carry, 0, carryLength);
    }
}
