package io.sightline.server.sendfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file that is open for sending, by any number of threads at once: all calls name their offset.
 */
sealed interface SendableFile {

    static SendableFile open(Path path) throws IOException {
        Optional<Sendfile> sendfile = Sendfile.available();
        OptionalInt descriptor =
                sendfile.map(calls -> calls.open(path)).orElse(OptionalInt.empty());
        return descriptor.isPresent()
                ? new ByDescriptor(sendfile.orElseThrow(), descriptor.getAsInt())
                : new ByChannel(FileChannel.open(path, StandardOpenOption.READ));
    }

    /**
     * Sends up to {@code count} bytes to a socket that does not block and is not closed meanwhile.
     *
     * @return how many were sent; 0 when the socket takes nothing now
     * @throws EOFException when the file ends before {@code offset}
     */
    long send(SocketChannel socket, long offset, long count) throws IOException;

    /**
     * Reads from {@code offset} on until {@code into}, a direct buffer, is full or the file ends.
     */
    void read(long offset, ByteBuffer into) throws IOException;

    /** Has the socket send nothing but full packets until told otherwise, where that can be had. */
    void cork(SocketChannel socket, boolean corked) throws IOException;

    void close() throws IOException;

    /** By its number, for the calls of {@link Sendfile}. */
    record ByDescriptor(Sendfile calls, int descriptor) implements SendableFile {

        @Override
        public long send(SocketChannel socket, long offset, long count) throws IOException {
            return calls.sendFile(calls.descriptorOf(socket), descriptor, offset, count);
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            calls.read(descriptor, offset, into);
        }

        @Override
        public void cork(SocketChannel socket, boolean corked) throws IOException {
            calls.cork(calls.descriptorOf(socket), corked);
        }

        @Override
        public void close() {
            calls.close(descriptor);
        }
    }

    /** Where those are not to be had. */
    record ByChannel(FileChannel channel) implements SendableFile {

        @Override
        public long send(SocketChannel socket, long offset, long count) throws IOException {
            long sent = channel.transferTo(offset, count, socket);
            if (sent <= 0 && channel.size() <= offset) {
                throw new EOFException("the file is shorter than the region announced");
            }
            return sent;
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            channel.read(into, offset);
        }

        @Override
        public void cork(SocketChannel socket, boolean corked) {}

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
