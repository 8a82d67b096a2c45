package io.sightline.bench.live;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamSettings;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.live.LiveProperties;
import io.sightline.server.live.LiveRoute;
import io.sightline.server.sendfile.SendfileConnector;
import io.sightline.server.web.MediaFrontHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The media side of the server alone, as a process to be measured: the stream {@code memory} lies
 * on the heap, the stream {@code recorded} in a file.
 */
public final class MediaServerMain {

    private static final int SECONDS = 15;
    private static final int FRAMES_PER_GOP = 50;

    private MediaServerMain() {}

    /**
     * @param arguments directory for the recording, bytes per second of the streams
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int bytesPerSecond = Integer.parseInt(arguments[1]);
        MediaLoop loop = MediaLoop.start("media", MediaLoop.DEFAULT_PACE);
        Stream memory = stream("memory", loop, bytesPerSecond);
        Stream recorded = stream("recorded", loop, bytesPerSecond);
        record(recorded, directory.resolve("recorded.mp4"));
        Map<String, Stream> streams = Map.of("memory", memory, "recorded", recorded);
        Server server = server(streams);
        server.start();
        System.out.println("listening " + server.getURI().getPort());
        server.join();
    }

    private static Stream stream(String name, MediaLoop loop, int bytesPerSecond) {
        StreamSettings settings =
                new StreamSettings(
                        ChunkSettings.DEFAULT,
                        Duration.ofHours(1),
                        Duration.ofSeconds(SECONDS),
                        64 << 20);
        StandingSource source = new StandingSource(SECONDS, bytesPerSecond, FRAMES_PER_GOP);
        return new Stream(name, loop, source, settings, InstantSource.system());
    }

    /** Does what the recorder does: stores a second of chunks by one write, lets go of the heap. */
    private static void record(Stream stream, Path file) throws IOException {
        ReaderInfo info = new ReaderInfo("recorder", ReaderInfo.Kind.RECORDER, "", Instant.now());
        ChunkReader reader = stream.open(info, ChunkReader.JoinAt.OLDEST, () -> {});
        List<Chunk> batch = new ArrayList<>();
        long storedMicros = 0;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (storedMicros < (SECONDS - 1) * 1_000_000L) {
                Optional<Chunk> next = reader.poll();
                if (next.isEmpty()) {
                    Thread.onSpinWait();
                    continue;
                }
                batch.add(next.get());
                storedMicros = next.get().info().endMicros();
                if (storedMicros % 1_000_000L == 0) {
                    store(batch, channel, file);
                    batch.clear();
                }
            }
        }
    }

    private static void store(List<Chunk> batch, FileChannel channel, Path file)
            throws IOException {
        long offset = channel.position();
        int size = batch.stream().mapToInt(chunk -> chunk.info().sizeBytes()).sum();
        ByteBuffer staging = ByteBuffer.allocateDirect(size);
        for (Chunk chunk : batch) {
            staging.put(chunk.read());
        }
        staging.flip();
        while (staging.hasRemaining()) {
            channel.write(staging);
        }
        for (Chunk chunk : batch) {
            chunk.storedAt(file, offset);
            chunk.releaseMemory();
            offset += chunk.info().sizeBytes();
        }
    }

    private static Server server(Map<String, Stream> streams) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        SendfileConnector connector =
                new SendfileConnector(server, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        LiveRoute route =
                new LiveRoute(
                        name -> Optional.ofNullable(streams.get(name)),
                        MediaAccess.EVERYBODY,
                        (caller, stream) -> {},
                        new LiveProperties(List.of(), 0, true),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        InstantSource.system());
        server.setHandler(new MediaFrontHandler(() -> List.of(route)));
        return server;
    }
}
