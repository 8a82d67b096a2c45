package io.sightline.media.clip;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A stretch of a clip's bytes: made for it, or lying in a recorded file. */
public sealed interface ClipRegion {

    long sizeBytes();

    /**
     * @param bytes read-only
     */
    record Memory(ByteBuffer bytes) implements ClipRegion {
        @Override
        public long sizeBytes() {
            return bytes.remaining();
        }
    }

    /** To be sent from the file as it is. */
    record FileRange(Path file, long offset, long sizeBytes) implements ClipRegion {}
}
