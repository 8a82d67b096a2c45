package io.sightline.media.cmaf;

import io.sightline.media.codec.VideoFormat;

/** A video track of the chunk under construction. */
final class VideoTrack extends ChunkTrack {

    private final DecodeOrder order;
    private boolean sawKeyFrame;

    VideoTrack(int id, VideoFormat format, AccessUnitBuffer buffer) {
        super(id, format, buffer);
        order = new DecodeOrder(format.reorderDepth());
    }

    @Override
    boolean complete(long ptsTicks, long wallClockMicros, boolean keyFrame) {
        sawKeyFrame |= keyFrame;
        if (!sawKeyFrame) {
            buffer.discard();
            return false;
        }
        run.add(buffer.unitSize(), ptsTicks, keyFrame, wallClockMicros);
        buffer.commit();
        order.added(run);
        return true;
    }

    @Override
    long spanTicks() {
        return order.spanTicks(run);
    }

    @Override
    long frameTicks() {
        return order.frameTicks();
    }

    @Override
    void finishRun() {
        order.finish(run);
    }
}
