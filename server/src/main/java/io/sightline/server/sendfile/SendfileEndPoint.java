package io.sightline.server.sendfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
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

    private static final int PAGE_BYTES = 4096;

    private record Region(ByteBuffer standIn, SendableFile file, long offset) {}

    private final OpenFiles openFiles;

    /** Keeps the socket from being closed, and its descriptor from being another's, in a call. */
    private final ReentrantLock descriptorLock = new ReentrantLock();

    private volatile @Nullable Region region;

    /** For the first bytes of a file; made when first needed, used under the lock. */
    private @Nullable ByteBuffer pageStart;

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
    void announce(ByteBuffer standIn, SendableFile file, long offset) {
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
        descriptorLock.lock();
        try {
            if (!getChannel().isOpen()) {
                throw new EofException("closed");
            }
            return flush(buffers, announced);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            throw new EofException(e);
        } finally {
            descriptorLock.unlock();
        }
    }

    private boolean flush(ByteBuffer[] buffers, Region announced) throws IOException {
        ByteBuffer standIn = announced.standIn();
        SendableFile file = announced.file();
        file.cork(getChannel(), true);
        if (buffers.length > 1 && !flushHead(buffers, announced)) {
            return false;
        }
        if (standIn.hasRemaining()) {
            long offset = announced.offset() + standIn.position();
            long sent = file.send(getChannel(), offset, standIn.remaining());
            if (sent > 0) {
                standIn.position(standIn.position() + (int) sent);
                notIdle();
            }
            if (standIn.hasRemaining()) {
                return false;
            }
        }
        file.cork(getChannel(), false);
        return true;
    }

    /**
     * Writes what comes before the file, and with it, as a copy, the file's bytes up to the next
     * page. A packet refers to 17 pieces of memory at most (MAX_SKB_FRAGS): the head, a part of a
     * page and sixteen pages are too many for one of 64 KiB, and the short packet that comes of it
     * makes the kernel pace the rest where BBR is the congestion control. Measured: a fifth of what
     * a segment costs.
     */
    private boolean flushHead(ByteBuffer[] buffers, Region announced) throws IOException {
        ByteBuffer standIn = announced.standIn();
        long offset = announced.offset() + standIn.position();
        int toNextPage = PAGE_BYTES - (int) (offset % PAGE_BYTES);
        ByteBuffer start = pageStart();
        start.clear().limit(Math.min(toNextPage % PAGE_BYTES, standIn.remaining()));
        announced.file().read(offset, start);
        start.flip();
        ByteBuffer[] head = buffers.clone();
        head[head.length - 1] = start;
        boolean whole = super.flush(head);
        standIn.position(standIn.position() + start.position());
        return whole;
    }

    private ByteBuffer pageStart() {
        ByteBuffer buffer = pageStart;
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(PAGE_BYTES);
            pageStart = buffer;
        }
        return buffer;
    }

    @Override
    public void doClose() {
        descriptorLock.lock();
        try {
            super.doClose();
        } finally {
            descriptorLock.unlock();
        }
    }
}
