package io.sightline.media.cmaf;

/**
 * Expects the size of the next chunk's payload from those before, apart for chunks that begin with
 * a key frame, so that arrays are neither grown while they are filled nor kept half empty.
 */
final class ChunkSizes {

    private static final int SMALLEST_BYTES = 2 << 10;
    private static final int SPARE_FRACTION = 8;
    private static final int DECAY_SHIFT = 3;

    private int startingGop = 64 << 10;
    private int insideGop = 32 << 10;
    private int chunksOfGop;
    private int chunksOfLastGop;

    void observe(boolean startsGop, int payloadBytes) {
        if (startsGop) {
            startingGop = follow(startingGop, payloadBytes);
            chunksOfLastGop = chunksOfGop;
            chunksOfGop = 0;
        } else {
            insideGop = follow(insideGop, payloadBytes);
        }
        chunksOfGop++;
    }

    /** Up at once, down slowly. */
    private static int follow(int expected, int observed) {
        return observed > expected ? observed : expected - ((expected - observed) >> DECAY_SHIFT);
    }

    /**
     * @param startsGop known to begin with a key frame; else that is expected when a group of
     *     pictures has become as long as the one before, for cameras keep to one length
     */
    int expected(boolean startsGop) {
        int bytes = startsGop || chunksOfGop == chunksOfLastGop ? startingGop : insideGop;
        return Math.max(SMALLEST_BYTES, bytes + bytes / SPARE_FRACTION);
    }
}
