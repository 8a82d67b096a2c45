package io.sightline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReorderBufferTest {
    private final List<Integer> delivered = new ArrayList<>();
    private int lost;
    private int reordered;
    private long nanos;
    private final ReorderBuffer buffer =
            new ReorderBuffer(
                    new ReorderBuffer.Output() {
                        @Override
                        public void inOrder(ByteBuffer packet, long arrivalNanos) {
                            delivered.add(packet.getInt());
                        }

                        @Override
                        public void lost(int packets) {
                            lost += packets;
                        }

                        @Override
                        public void reordered() {
                            reordered++;
                        }
                    });

    private void send(int... sequence) {
        for (int number : sequence) {
            ByteBuffer reused = ByteBuffer.allocateDirect(4).putInt(number).flip();
            buffer.packet(number & 0xFFFF, reused, nanos);
            reused.putInt(0, -1); // the caller's buffer is its own again
        }
    }

    @Test
    void passesPacketsInOrder() {
        send(65_534, 65_535, 0, 1);

        assertThat(delivered).containsExactly(65_534, 65_535, 0, 1);
        assertThat(lost).isZero();
        assertThat(reordered).isZero();
    }

    @Test
    void putsLatePacketsRight() {
        send(10, 12, 13, 11, 14, 16, 15, 17);

        assertThat(delivered).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
        assertThat(lost).isZero();
        assertThat(reordered).isEqualTo(2);
    }

    @Test
    void putsPacketsRightAcrossTheWrap() {
        send(65_534, 0, 1, 65_535, 2);

        assertThat(delivered).containsExactly(65_534, 65_535, 0, 1, 2);
    }

    @Test
    void dropsDuplicates() {
        send(1, 1, 2, 4, 4, 2, 3, 3, 5);

        assertThat(delivered).containsExactly(1, 2, 3, 4, 5);
        assertThat(lost).isZero();
    }

    @Test
    void waitsNoLongerThanItMay() {
        send(1, 3);
        nanos += ReorderBuffer.MAX_WAIT_NANOS - 1;
        buffer.releaseOverdue(nanos);
        assertThat(delivered).containsExactly(1);
        nanos += 1;
        buffer.releaseOverdue(nanos);

        assertThat(delivered).containsExactly(1, 3);
        assertThat(lost).isEqualTo(1);
        send(2, 4);
        assertThat(delivered).containsExactly(1, 3, 4);
    }

    @Test
    void givesUpOnOldGapsWhenItIsFull() {
        send(0);
        for (int i = 2; i <= ReorderBuffer.CAPACITY; i++) {
            send(i);
        }
        assertThat(delivered).containsExactly(0);
        send(ReorderBuffer.CAPACITY + 1);

        assertThat(lost).isEqualTo(1);
        assertThat(delivered).hasSize(ReorderBuffer.CAPACITY + 1).isSorted();
    }

    @Test
    void countsALongGapAsLoss() {
        send(0, 1_000, 1_001);

        assertThat(delivered).containsExactly(0, 1_000, 1_001);
        assertThat(lost).isEqualTo(999);
    }

    @Test
    void ignoresAStrayPacketAndFollowsANewSequence() {
        send(0, 1, 30_000, 2, 3);
        assertThat(delivered).containsExactly(0, 1, 2, 3);
        send(40_000, 40_001, 40_002);

        assertThat(delivered).containsExactly(0, 1, 2, 3, 40_001, 40_002);
        assertThat(lost).isEqualTo(1);
    }
}
