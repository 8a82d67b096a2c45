package io.sightline.media.clip;

import io.sightline.media.cmaf.BoxWriter;

/**
 * Equal values in a row as count and value, which is how {@code stts} and {@code ctts} keep them.
 */
final class RunLengths {

    private final IntLog counts = new IntLog();
    private final IntLog values = new IntLog();
    private int value;
    private int count;
    private boolean anyNonZero;

    void add(int next) {
        anyNonZero |= next != 0;
        if (count > 0 && next == value) {
            count++;
            return;
        }
        endRun();
        value = next;
        count = 1;
    }

    private void endRun() {
        if (count > 0) {
            counts.add(count);
            values.add(value);
            count = 0;
        }
    }

    boolean anyNonZero() {
        return anyNonZero;
    }

    void write(BoxWriter out, int boxType) {
        endRun();
        out.begin(boxType, 0, 0).u32(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            out.u32(counts.get(i)).u32(values.get(i));
        }
        out.end();
    }
}
