package io.sightline.server.sendfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Objects;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Writes content region after region, each when the one before has left. A region of a file goes by
 * sendfile where the connection can ({@link SendfileConnector}, plain HTTP/1.1), else through a
 * pooled buffer. Holds no thread while the peer is slow, and at most one file open.
 */
public final class RegionWriter extends IteratingCallback {

    /**
     * Stands for file content in HTTP's accounting; never read. One write moves at most this much.
     */
    private static final ByteBuffer STAND_IN =
            ByteBuffer.allocateDirect(2 << 20).asReadOnlyBuffer();

    private static final int COPY_BYTES = 64 << 10;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final InvocationType invocationType;
    private final Iterator<Region> regions;
    private final @Nullable SendfileEndPoint sendfile;
    private Region.@Nullable InFile inFile;
    private @Nullable FileChannel copied;
    private OpenFiles.@Nullable OpenFile shared;
    private @Nullable RetainableByteBuffer copyBuffer;
    private long sentOfFile;
    private boolean lastWritten;

    private RegionWriter(
            Request request,
            Response response,
            Callback callback,
            InvocationType invocationType,
            Content content) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.invocationType = invocationType;
        this.regions = content.regions().iterator();
        this.sendfile = sendfileEndPoint(request);
    }

    /**
     * Writes {@code content} as the whole rest of {@code response}, then completes {@code
     * callback}.
     *
     * @param invocationType NON_BLOCKING when the files are known to lie in the page cache: the
     *     writing then goes on on the selector's thread
     */
    public static void write(
            Request request,
            Response response,
            Callback callback,
            InvocationType invocationType,
            Content content) {
        new RegionWriter(request, response, callback, invocationType, content).iterate();
    }

    private static @Nullable SendfileEndPoint sendfileEndPoint(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        boolean plain = version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
        return plain && endPoint instanceof SendfileEndPoint able ? able : null;
    }

    @Override
    protected Action process() throws IOException {
        if (inFile != null && sentOfFile == inFile.length()) {
            closeFile();
        }
        if (inFile == null) {
            if (!regions.hasNext()) {
                return finish();
            }
            switch (regions.next()) {
                case Region.InMemory memory -> {
                    lastWritten = !regions.hasNext();
                    response.write(lastWritten, memory.bytes().duplicate(), this);
                    return Action.SCHEDULED;
                }
                case Region.InFile region -> {
                    inFile = region;
                    sentOfFile = 0;
                    openFile(region);
                }
            }
        }
        writeFile();
        return Action.SCHEDULED;
    }

    private void openFile(Region.InFile region) throws IOException {
        if (sendfile == null) {
            copied = FileChannel.open(region.file(), StandardOpenOption.READ);
        } else {
            shared = sendfile.openFiles().acquire(region.file());
        }
    }

    private Action finish() {
        if (lastWritten) {
            return Action.SUCCEEDED;
        }
        lastWritten = true;
        response.write(true, null, this);
        return Action.SCHEDULED;
    }

    private void writeFile() throws IOException {
        Region.InFile region = Objects.requireNonNull(inFile);
        long offset = region.offset() + sentOfFile;
        long left = region.length() - sentOfFile;
        ByteBuffer content;
        if (sendfile != null) {
            content = STAND_IN.slice(0, (int) Math.min(left, STAND_IN.capacity()));
            sendfile.announce(content, Objects.requireNonNull(shared).file(), offset);
        } else {
            content = copy(Objects.requireNonNull(copied), offset, left);
        }
        sentOfFile += content.remaining();
        lastWritten = sentOfFile == region.length() && !regions.hasNext();
        response.write(lastWritten, content, this);
    }

    private ByteBuffer copy(FileChannel channel, long offset, long left) throws IOException {
        if (copyBuffer == null) {
            copyBuffer = request.getComponents().getByteBufferPool().acquire(COPY_BYTES, true);
        }
        ByteBuffer buffer = copyBuffer.getByteBuffer();
        buffer.clear().limit((int) Math.min(left, buffer.capacity()));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("the file is shorter than the region");
            }
        }
        return buffer.flip();
    }

    private void closeFile() throws IOException {
        inFile = null;
        if (sendfile != null && shared != null) {
            sendfile.withdraw();
            sendfile.openFiles().release(shared);
            shared = null;
        }
        if (copied != null) {
            FileChannel open = copied;
            copied = null;
            open.close();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return invocationType;
    }

    @Override
    protected void onCompleteSuccess() {
        release();
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        release();
        callback.failed(cause);
    }

    private void release() {
        try {
            closeFile();
        } catch (IOException e) {
            // Nothing was written to it: there is nothing to lose.
        }
        if (copyBuffer != null) {
            copyBuffer.release();
            copyBuffer = null;
        }
    }
}
