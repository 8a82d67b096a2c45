package io.sightline.server.live;

import io.sightline.media.hls.LiveHls;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The HLS outputs of streams that are being watched that way, made with the first request and gone
 * some seconds after the last. Safe for use by any thread.
 */
final class LiveOutputs {

    private final Map<Stream, LiveHls> outputs = new ConcurrentHashMap<>();
    private final Executor executor;
    private final InstantSource clock;
    private final AtomicLong ids = new AtomicLong();

    LiveOutputs(Executor executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    LiveHls hls(Stream stream) {
        LiveHls open = outputs.get(stream);
        if (open != null && !open.isClosed()) {
            return open;
        }
        return outputs.compute(
                stream,
                (key, before) -> before != null && !before.isClosed() ? before : openHls(key));
    }

    private LiveHls openHls(Stream stream) {
        ReaderInfo info = reader(ReaderInfo.Kind.HLS, "");
        return new LiveHls(stream, info, executor, clock, output -> outputs.remove(stream, output));
    }

    ReaderInfo reader(ReaderInfo.Kind kind, String address) {
        String id = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + ids.incrementAndGet();
        return new ReaderInfo(id, kind, address, clock.instant());
    }

    /** Streams whose HLS output is open. */
    int openCount() {
        return outputs.size();
    }
}
