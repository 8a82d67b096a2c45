package io.sightline.media.bits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteArraysTest {

    @Test
    void givesArraysOfAtLeastTheSizeAskedFor() {
        ByteArrays arrays = new ByteArrays(1 << 20);
        for (int size = 0; size < 5_000_000; size = size * 3 / 2 + 1) {
            assertThat(arrays.take(size).length).isGreaterThanOrEqualTo(size);
        }
    }

    @Test
    void handsTheSameArrayOutAgainForAnySizeOfItsClass() {
        ByteArrays arrays = new ByteArrays(1 << 20);
        byte[] array = arrays.take(100_000);
        arrays.give(array);
        assertThat(arrays.take(70_000)).isSameAs(array);
        assertThat(arrays.take(70_000)).isNotSameAs(array);
    }

    @Test
    void keepsNoMoreThanItsBound() {
        ByteArrays arrays = new ByteArrays(200_000);
        byte[] first = arrays.take(100_000);
        byte[] second = arrays.take(100_000);
        arrays.give(first);
        arrays.give(second);
        assertThat(arrays.take(100_000)).isSameAs(first);
        assertThat(arrays.take(100_000)).isNotSameAs(second);
    }

    @Test
    void keepsNothingThatIsNotOfItsSizes() {
        ByteArrays arrays = new ByteArrays(1 << 20);
        byte[] odd = new byte[100_000];
        arrays.give(odd);
        assertThat(arrays.take(100_000)).isNotSameAs(odd);
    }

    @Test
    void isPlainAllocationWhenItMayKeepNothing() {
        ByteArrays arrays = new ByteArrays(0);
        byte[] array = arrays.take(5_000);
        arrays.give(array);
        assertThat(array).hasSize(5_000);
        assertThat(arrays.take(5_000)).isNotSameAs(array);
    }
}
