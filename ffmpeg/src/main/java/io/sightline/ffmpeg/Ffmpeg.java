package io.sightline.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ffmpeg executable and what it can do. Looked for in this order: configured (system property
 * {@code sightline.ffmpeg} or environment variable {@code SIGHTLINE_FFMPEG}), on the PATH, bundled.
 *
 * @param executable file to run
 * @param environment variables it needs, beside those of this process
 * @param encoders names of the encoders compiled in
 */
public record Ffmpeg(Path executable, Map<String, String> environment, List<String> encoders) {

    private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);

    /** Lines such as {@code V....D libx264 libx264 H.264 …}. */
    private static final Pattern ENCODER_LINE = Pattern.compile("^ [VAS][A-Z.]{5} (\\S+) .*");

    public Ffmpeg {
        environment = Map.copyOf(environment);
        encoders = List.copyOf(encoders);
    }

    /** The one ffmpeg of this process, found at first use. */
    public static Ffmpeg found() {
        return Holder.FOUND;
    }

    private static final class Holder {
        private static final Ffmpeg FOUND = find();
    }

    private static Ffmpeg find() {
        Optional<Ffmpeg> configured = configured().map(path -> of(path, Map.of()));
        Ffmpeg ffmpeg =
                configured
                        .or(() -> onPath().map(path -> of(path, Map.of())))
                        .orElseGet(Ffmpeg::bundled);
        log.info("[ffmpeg:{}] in use", ffmpeg.executable());
        return ffmpeg;
    }

    private static Optional<Path> configured() {
        return Optional.ofNullable(System.getProperty("sightline.ffmpeg"))
                .or(() -> Optional.ofNullable(System.getenv("SIGHTLINE_FFMPEG")))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(
                        directory ->
                                Stream.of("ffmpeg", "ffmpeg.exe").map(Path.of(directory)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The one that comes with the build, unpacked into the cache directory. */
    public static Ffmpeg bundled() {
        try {
            Path directory = BundledFfmpeg.unpack();
            return of(
                    directory.resolve("ffmpeg"),
                    Map.of(
                            "LD_LIBRARY_PATH",
                            directory.toString(),
                            "DYLD_LIBRARY_PATH",
                            directory.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ffmpeg of(Path executable, Map<String, String> environment) {
        try {
            Ffmpeg bare = new Ffmpeg(executable, environment, List.of());
            Process process = bare.builder("-hide_banner", "-encoders").start();
            process.getOutputStream().close();
            String listing =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> encoders =
                    listing.lines()
                            .map(ENCODER_LINE::matcher)
                            .filter(java.util.regex.Matcher::matches)
                            .map(line -> line.group(1))
                            .toList();
            return new Ffmpeg(executable, environment, encoders);
        } catch (IOException e) {
            throw new UncheckedIOException("can't run " + executable, e);
        }
    }

    /**
     * The first of {@code names} that is compiled in.
     *
     * @throws IllegalStateException when none is; the message names them and the executable
     */
    public String encoder(String... names) {
        return Arrays.stream(names)
                .filter(encoders::contains)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s has no encoder %s"
                                                .formatted(
                                                        executable, String.join(" or ", names))));
    }

    /** A process to start; standard error goes nowhere unless redirected. */
    public ProcessBuilder builder(String... arguments) {
        return builder(List.of(arguments));
    }

    public ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder;
    }
}
