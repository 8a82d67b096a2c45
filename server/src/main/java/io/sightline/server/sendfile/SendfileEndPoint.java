package io.sightline.server.sendfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can send a region of a file in the place of a buffer.
 *
 * <p>Jetty's HTTP layers pass content down as a {@link ByteBuffer} and count by it; they have no
 * notion of a file. So the writer hands them a <em>stand-in</em> of the region's length, whose
 * bytes are never looked at, and announces here what it stands for. When the stand-in arrives at
 * the socket, the region is sent instead and the stand-in's position moves by what was sent:
 * everything above works as with a buffer, incomplete writes, time-outs and failures included.
 *
 * <p>A connection has one write at a time, which orders the uses of {@link #region} by several
 * threads.
 */
final class SendfileEndPoint extends SocketChannelEndPoint {

    private record Region(ByteBuffer standIn, FileChannel file, long offset) {}

    private final OpenFiles openFiles;
    private volatile @Nullable Region region;

    SendfileEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            OpenFiles openFiles) {
        super(channel, selector, key, scheduler);
        this.openFiles = openFiles;
    }

    OpenFiles openFiles() {
        return openFiles;
    }

    /**
     * Announces that {@code standIn}, the content of the next write, stands for as many bytes of
     * {@code file} from {@code offset}.
     */
    void announce(ByteBuffer standIn, FileChannel file, long offset) {
        region = new Region(standIn, file, offset - standIn.position());
    }

    /** Forgets what was announced, when its write is over. */
    void withdraw() {
        region = null;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        Region announced = region;
        int last = buffers.length - 1;
        if (announced == null || last < 0 || buffers[last] != announced.standIn()) {
            return super.flush(buffers);
        }
        if (last > 0 && !super.flush(Arrays.copyOf(buffers, last))) {
            return false;
        }
        return transfer(announced);
    }

    private boolean transfer(Region announced) throws IOException {
        ByteBuffer standIn = announced.standIn();
        long position = announced.offset() + standIn.position();
        long sent;
        try {
            sent = announced.file().transferTo(position, standIn.remaining(), getChannel());
        } catch (IOException e) {
            throw new EofException(e);
        }
        if (sent > 0) {
            standIn.position(standIn.position() + (int) sent);
            notIdle();
        } else if (announced.file().size() <= position) {
            throw new EOFException("the file is shorter than the region announced");
        }
        return !standIn.hasRemaining();
    }
}
