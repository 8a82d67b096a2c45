package io.sightline.server.live;

import io.sightline.media.cmaf.Chunk;
import io.sightline.media.cmaf.ChunkSettings;
import io.sightline.media.loop.MediaLoop;
import io.sightline.media.stream.ChunkReader;
import io.sightline.media.stream.ReaderInfo;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamSettings;
import io.sightline.server.access.MediaAccess;
import io.sightline.server.sendfile.SendfileConnector;
import io.sightline.server.web.MediaFrontHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The live route on a bare Jetty, set up as the product sets it up, with streams of the test's. */
final class LiveServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:.*URI=\"([^\"]+)\"");
    private static final Pattern HINT = Pattern.compile("#EXT-X-PRELOAD-HINT:.*URI=\"([^\"]+)\"");

    private final MediaLoop loop = MediaLoop.start("media", MediaLoop.DEFAULT_PACE);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();
    private final List<AutoCloseable> recorders = new ArrayList<>();
    private final Server server;
    final LiveRoute route;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LiveServer(String... allowedOrigins) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(executor);
        server = new Server(threads);
        SendfileConnector connector =
                new SendfileConnector(
                        server, 1, new HttpConnectionFactory(new HttpConfiguration()));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(5_000);
        server.addConnector(connector);
        route =
                new LiveRoute(
                        name -> Optional.ofNullable(streams.get(name)),
                        MediaAccess.EVERYBODY,
                        (caller, stream) -> {},
                        new LiveProperties(List.of(allowedOrigins), 0, true),
                        executor,
                        InstantSource.system());
        server.setHandler(new MediaFrontHandler(() -> List.of(route)));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Stream define(String name, Source source) {
        return define(name, source, Duration.ofSeconds(20));
    }

    Stream define(String name, Source source, Duration window) {
        StreamSettings settings =
                new StreamSettings(ChunkSettings.DEFAULT, Duration.ofMillis(200), window, 12 << 20);
        Stream stream = new Stream(name, loop, source, settings, InstantSource.system());
        streams.put(name, stream);
        return stream;
    }

    /**
     * Does to a stream what the recorder does: stores its chunks and lets go of the heap copies.
     */
    void record(Stream stream, Path file) {
        ReaderInfo info = new ReaderInfo("recorder", ReaderInfo.Kind.RECORDER, "", Instant.now());
        ChunkReader[] reader = new ChunkReader[1];
        Object lock = new Object();
        Runnable drain =
                () -> {
                    synchronized (lock) {
                        if (reader[0] != null) {
                            store(reader[0], file);
                        }
                    }
                };
        synchronized (lock) {
            reader[0] = stream.open(info, ChunkReader.JoinAt.OLDEST, () -> executor.execute(drain));
        }
        recorders.add(reader[0]);
    }

    private static void store(ChunkReader reader, Path file) {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            Optional<Chunk> next = reader.poll();
            while (next.isPresent()) {
                Chunk chunk = next.get();
                ByteBuffer bytes = chunk.read();
                long offset = channel.size();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                chunk.storedAt(file, offset);
                chunk.releaseMemory();
                next = reader.poll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getURI().getPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    URI webSocket(String stream) {
        return URI.create("ws://127.0.0.1:" + port() + "/live/" + stream + "/mse");
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String path) {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    /** The media playlist as it is now. */
    String playlist(String stream) {
        return text("/live/" + stream + "/media.m3u8");
    }

    static List<String> segments(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    static List<String> parts(String playlist) {
        return PART.matcher(playlist).results().map(match -> match.group(1)).toList();
    }

    static String hint(String playlist) {
        Matcher hint = HINT.matcher(playlist);
        if (!hint.find()) {
            throw new AssertionError("no preload hint in\n" + playlist);
        }
        return hint.group(1);
    }

    static long number(String playlist, String tag) {
        return playlist.lines()
                .filter(line -> line.startsWith(tag + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(tag.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        try {
            for (AutoCloseable recorder : recorders) {
                recorder.close();
            }
            streams.values().forEach(Stream::close);
            http.shutdownNow();
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        executor.shutdownNow();
        loop.close();
    }
}
