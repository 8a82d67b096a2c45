package io.sightline.media.rtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts datagrams back into the order of their sequence numbers. A packet in order passes straight
 * through; one that is early is copied and waits for those before it, at most {@link
 * #MAX_WAIT_NANOS} and as long as there are fewer than {@link #CAPACITY} sequence numbers between;
 * then what is missing counts as lost. Late and duplicate packets are dropped.
 */
final class ReorderBuffer {
    static final int CAPACITY = 256;
    static final long MAX_WAIT_NANOS = 100_000_000L;

    /** RFC 3550 appendix A.1: beyond this it is not loss but another sequence. */
    static final int MAX_DROPOUT = 3_000;

    static final int MAX_MISORDER = 100;

    private static final int SLOT_BYTES = 1_600;
    private static final int NOTHING = -1;

    /** Receives packets in order. */
    interface Output {
        void inOrder(ByteBuffer packet, long arrivalNanos);

        void lost(int packets);

        void reordered();
    }

    private final Output output;
    private final @Nullable ByteBuffer[] slots = new ByteBuffer[CAPACITY];
    private final long[] arrivals = new long[CAPACITY];
    private final boolean[] filled = new boolean[CAPACITY];
    private boolean started;
    private int expected;
    private int held;
    private int resyncAt = NOTHING;

    ReorderBuffer(Output output) {
        this.output = output;
    }

    /** Takes a packet, which is consumed or copied before this returns. */
    void packet(int sequenceNumber, ByteBuffer packet, long arrivalNanos) {
        if (!started) {
            started = true;
            expected = sequenceNumber;
        }
        int ahead = (short) (sequenceNumber - expected);
        if (ahead == 0) {
            if (held > 0) {
                output.reordered();
            }
            deliver(packet, arrivalNanos);
            deliverHeld();
        } else if (ahead > MAX_DROPOUT || ahead < -MAX_MISORDER) {
            jump(sequenceNumber, packet, arrivalNanos);
            return;
        } else if (ahead > 0) {
            hold(sequenceNumber, packet, arrivalNanos);
        } // else late or twice: its place is gone
        resyncAt = NOTHING;
        releaseOverdue(arrivalNanos);
    }

    /** Forgets everything: another sender begins. */
    void reset() {
        started = false;
        held = 0;
        resyncAt = NOTHING;
        Arrays.fill(filled, false);
    }

    /** Gives up on what has been waited for too long. */
    void releaseOverdue(long nowNanos) {
        while (held > 0) {
            int first = firstHeld();
            if (nowNanos - arrivals[first] < MAX_WAIT_NANOS) {
                return;
            }
            skipTo(first);
        }
    }

    /** One stray packet is ignored; two that follow each other begin another sequence. */
    private void jump(int sequenceNumber, ByteBuffer packet, long arrivalNanos) {
        if (sequenceNumber != resyncAt) {
            resyncAt = (sequenceNumber + 1) & 0xFFFF;
            return;
        }
        resyncAt = NOTHING;
        while (held > 0) {
            skipTo(firstHeld());
        }
        output.lost(1);
        expected = sequenceNumber;
        deliver(packet, arrivalNanos);
    }

    private void hold(int sequenceNumber, ByteBuffer packet, long arrivalNanos) {
        while (held > 0 && (short) (sequenceNumber - expected) >= CAPACITY) {
            skipTo(firstHeld());
        }
        int ahead = (short) (sequenceNumber - expected);
        if (ahead == 0 || ahead >= CAPACITY) {
            if (ahead > 0) {
                output.lost(ahead);
            }
            expected = sequenceNumber;
            deliver(packet, arrivalNanos);
            deliverHeld();
            return;
        }
        int index = sequenceNumber % CAPACITY;
        if (filled[index]) {
            return; // twice
        }
        ByteBuffer slot = slot(index, packet.remaining());
        slot.put(packet).flip();
        arrivals[index] = arrivalNanos;
        filled[index] = true;
        held++;
    }

    private ByteBuffer slot(int index, int bytes) {
        ByteBuffer slot = slots[index];
        if (slot == null || slot.capacity() < bytes) {
            slot = ByteBuffer.allocate(Math.max(SLOT_BYTES, bytes));
            slots[index] = slot;
        }
        return slot.clear();
    }

    private void deliver(ByteBuffer packet, long arrivalNanos) {
        expected = (expected + 1) & 0xFFFF;
        output.inOrder(packet, arrivalNanos);
    }

    private void deliverHeld() {
        int index = expected % CAPACITY;
        while (held > 0 && filled[index]) {
            filled[index] = false;
            held--;
            deliver(slots[index], arrivals[index]);
            index = expected % CAPACITY;
        }
    }

    /** Index of the held packet that is next in sequence; there is one. */
    private int firstHeld() {
        int index = expected % CAPACITY;
        while (!filled[index]) {
            index = (index + 1) % CAPACITY;
        }
        return index;
    }

    private void skipTo(int index) {
        int missing = Math.floorMod(index - expected, CAPACITY);
        output.lost(missing);
        expected = (expected + missing) & 0xFFFF;
        deliverHeld();
    }
}
