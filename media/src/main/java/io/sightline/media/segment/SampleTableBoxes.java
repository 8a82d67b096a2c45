package io.sightline.media.segment;

import io.sightline.media.cmaf.BoxTypes;
import io.sightline.media.cmaf.BoxWriter;

/** Writes a {@link SampleTable} as the boxes of an ordinary MP4. */
final class SampleTableBoxes {

    private final BoxWriter out;
    private final SampleTable samples;

    // Run lengths under way; each table is written in one pass over the log.
    private long runLength;
    private long runValue;
    private int entries;

    private SampleTableBoxes(BoxWriter out, SampleTable samples) {
        this.out = out;
        this.samples = samples;
    }

    static void write(BoxWriter out, SampleTable samples) {
        SampleTableBoxes boxes = new SampleTableBoxes(out, samples);
        boxes.decodingTimes();
        if (samples.anyCompositionOffset()) {
            boxes.compositionOffsets();
        }
        if (!samples.everySampleSync()) {
            boxes.syncSamples();
        }
        boxes.samplesPerChunk();
        boxes.sampleSizes();
        boxes.chunkOffsets();
    }

    /** {@code stts}, ISO/IEC 14496-12 §8.6.1.2. */
    private void decodingTimes() {
        out.begin(BoxTypes.STTS, 0, 0);
        int countAt = beginRuns();
        samples.forEachSample((size, duration, offset, sync) -> run(duration));
        endRuns(countAt);
        out.end();
    }

    /** {@code ctts}, §8.6.1.3; version 1 where an offset is negative. */
    private void compositionOffsets() {
        int version = samples.leastCompositionOffsetTicks() < 0 ? 1 : 0;
        out.begin(BoxTypes.CTTS, version, 0);
        int countAt = beginRuns();
        samples.forEachSample((size, duration, offset, sync) -> run(offset));
        endRuns(countAt);
        out.end();
    }

    private int beginRuns() {
        int countAt = out.size();
        out.u32(0);
        runLength = 0;
        entries = 0;
        return countAt;
    }

    private void run(long value) {
        if (runLength > 0 && value != runValue) {
            writeRun();
        }
        runValue = value;
        runLength++;
    }

    private void writeRun() {
        out.u32(runLength).u32(runValue);
        runLength = 0;
        entries++;
    }

    private void endRuns(int countAt) {
        if (runLength > 0) {
            writeRun();
        }
        out.patchU32(countAt, entries);
    }

    /** {@code stss}, §8.6.2. */
    private void syncSamples() {
        out.begin(BoxTypes.STSS, 0, 0);
        int countAt = out.size();
        out.u32(0);
        entries = 0;
        int[] number = {0};
        samples.forEachSample(
                (size, duration, offset, sync) -> {
                    number[0]++;
                    if (sync) {
                        out.u32(number[0]);
                        entries++;
                    }
                });
        out.patchU32(countAt, entries);
        out.end();
    }

    /** {@code stsc}, §8.7.4: a "chunk" of this table is one run of samples of one {@code mdat}. */
    private void samplesPerChunk() {
        out.begin(BoxTypes.STSC, 0, 0);
        int countAt = out.size();
        out.u32(0);
        entries = 0;
        int[] chunk = {0};
        int[] before = {-1};
        samples.forEachRun(
                (offset, count) -> {
                    chunk[0]++;
                    if (count != before[0]) {
                        before[0] = count;
                        out.u32(chunk[0]).u32(count).u32(1);
                        entries++;
                    }
                });
        out.patchU32(countAt, entries);
        out.end();
    }

    /** {@code stsz}, §8.7.3.2. */
    private void sampleSizes() {
        out.begin(BoxTypes.STSZ, 0, 0);
        out.u32(0).u32(samples.sampleCount());
        samples.forEachSample((size, duration, offset, sync) -> out.u32(size));
        out.end();
    }

    /** {@code co64}, §8.7.5. */
    private void chunkOffsets() {
        out.begin(BoxTypes.CO64, 0, 0);
        out.u32(samples.runCount());
        samples.forEachRun((offset, count) -> out.u64(offset));
        out.end();
    }
}
