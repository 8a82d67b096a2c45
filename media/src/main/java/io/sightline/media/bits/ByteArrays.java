package io.sightline.media.bits;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Byte arrays that are used over and over. A recording server fills and forgets 0.5 MB per camera
 * and second; handing the same few arrays around keeps that from the garbage collector, which would
 * otherwise let the heap grow to gigabytes at some hundred cameras.
 *
 * <p>Arrays come in sizes of powers of two. What is kept is bounded; beyond it, and for very large
 * arrays, this is plain allocation. An array's content is whatever its last user left. Safe for use
 * by any thread.
 */
public final class ByteArrays {

    private static final int SMALLEST_SHIFT = 12;
    private static final int LARGEST_SHIFT = 21;

    private final int maxKeptBytes;
    private final List<ArrayDeque<byte[]>> kept = classes();
    private int keptBytes;

    /**
     * @param maxKeptBytes most that is kept for reuse; 0 never keeps anything
     */
    public ByteArrays(int maxKeptBytes) {
        this.maxKeptBytes = maxKeptBytes;
    }

    private static List<ArrayDeque<byte[]>> classes() {
        return IntStream.rangeClosed(SMALLEST_SHIFT, LARGEST_SHIFT)
                .mapToObj(_ -> new ArrayDeque<byte[]>())
                .toList();
    }

    /** An array of at least {@code leastBytes}, which is the caller's alone. */
    public byte[] take(int leastBytes) {
        int sizeClass = sizeClass(leastBytes);
        if (maxKeptBytes == 0 || sizeClass >= kept.size()) {
            return new byte[leastBytes];
        }
        byte[] array = takeKept(sizeClass);
        return array == null ? new byte[1 << (sizeClass + SMALLEST_SHIFT)] : array;
    }

    private synchronized byte @Nullable [] takeKept(int sizeClass) {
        byte[] array = kept.get(sizeClass).pollLast();
        if (array != null) {
            keptBytes -= array.length;
        }
        return array;
    }

    /**
     * Gives an array back. The caller answers for nobody reading it any more; arrays that did not
     * come from here are not kept.
     */
    public synchronized void give(byte[] array) {
        int sizeClass = sizeClass(array.length);
        if (sizeClass < kept.size()
                && array.length == 1 << (sizeClass + SMALLEST_SHIFT)
                && keptBytes + array.length <= maxKeptBytes) {
            kept.get(sizeClass).addLast(array);
            keptBytes += array.length;
        }
    }

    /** Index of the smallest class that holds {@code bytes}; beyond the last one for large ones. */
    private static int sizeClass(int bytes) {
        int shift = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, bytes) - 1);
        return Math.max(0, shift - SMALLEST_SHIFT);
    }
}
