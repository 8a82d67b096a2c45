package io.sightline.simulator.clip;

import io.sightline.ffmpeg.CacheDirectory;
import io.sightline.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Clips by what they are like. Each is encoded at its first use and kept in the cache directory;
 * within the process it is loaded once. Safe for use by any thread.
 */
public final class ClipLibrary {

    /** Grows when the pictures change, so that clips of an older look are not used. */
    private static final String DIRECTORY = "clips-1";

    private static final ConcurrentMap<ClipSpec, Clip> LOADED = new ConcurrentHashMap<>();

    private ClipLibrary() {}

    /**
     * @throws IllegalStateException when ffmpeg lacks the encoder
     */
    public static Clip clip(ClipSpec spec) {
        return LOADED.computeIfAbsent(spec, ClipLibrary::load);
    }

    private static Clip load(ClipSpec spec) {
        try {
            Path cache = CacheDirectory.of(DIRECTORY);
            ClipEncoder encoder = new ClipEncoder(Ffmpeg.found(), spec);
            Path video = cached(cache.resolve(spec.videoFileName()), encoder::encodeVideo);
            List<EncodedUnit> pictures = PacketFile.readVideo(video, spec);
            if (spec.audio() == AudioCodec.NONE) {
                return new Clip(spec, pictures, List.of());
            }
            return new Clip(spec, pictures, sound(spec));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clip's sound alone: its frames in a loop. */
    public static List<EncodedUnit> sound(ClipSpec spec) throws IOException {
        ClipEncoder encoder = new ClipEncoder(Ffmpeg.found(), spec);
        Path cache = CacheDirectory.of(DIRECTORY);
        Path audio = cached(cache.resolve(spec.audioFileName()), encoder::encodeAudio);
        return PacketFile.readAudio(audio, spec);
    }

    @FunctionalInterface
    private interface Encoding {
        void encodeInto(Path directory) throws IOException;
    }

    /** Encodes beside the final name and renames: another process sees a whole clip or none. */
    private static Path cached(Path directory, Encoding encoding) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Path fresh = Files.createTempDirectory(directory.getParent(), "encoding");
        try {
            encoding.encodeInto(fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            // Another process was faster: its copy is as good.
        } finally {
            delete(fresh);
        }
        return directory;
    }

    /** Does nothing when it has been renamed. */
    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
