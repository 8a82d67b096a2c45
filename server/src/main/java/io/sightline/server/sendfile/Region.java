package io.sightline.server.sendfile;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A run of bytes of an answer's content. */
public sealed interface Region {

    long length();

    /** The part of this region from {@code offset} on, {@code length} bytes long. */
    Region slice(long offset, long length);

    /**
     * @param bytes shared with others: neither its position nor its content changes
     */
    record InMemory(ByteBuffer bytes) implements Region {
        @Override
        public long length() {
            return bytes.remaining();
        }

        @Override
        public Region slice(long offset, long length) {
            return new InMemory(bytes.slice(bytes.position() + (int) offset, (int) length));
        }
    }

    record InFile(Path file, long offset, long length) implements Region {
        @Override
        public Region slice(long from, long count) {
            return new InFile(file, offset + from, count);
        }
    }
}
