package io.sightline.media.rtsp;

import io.sightline.testing.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server in a process of its own, with the end of its output for failure messages. */
final class PeerProcess implements AutoCloseable {

    private static final int KEPT_LINES = 200;

    private final Process process;
    private final ArrayDeque<String> output = new ArrayDeque<>();

    private PeerProcess(Process process) {
        this.process = process;
    }

    /**
     * @param debianPackages to name when the executable is missing
     */
    static PeerProcess start(String debianPackages, String... command) {
        try {
            PeerProcess peer =
                    new PeerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
            Thread.ofVirtual().start(peer::collect);
            return peer;
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + " cannot be started; install " + debianPackages, e);
        }
    }

    private void collect() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(end of output: " + e.getMessage() + ")");
        }
    }

    private void keep(String line) {
        synchronized (output) {
            output.add(line);
            if (output.size() > KEPT_LINES) {
                output.removeFirst();
            }
        }
    }

    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    /** Waits for a line of output in which {@code pattern} is found. */
    MatchResult awaitLine(Pattern pattern) {
        Eventually.await(
                () -> pattern + " in " + this,
                () -> find(pattern).isPresent() || !process.isAlive());
        return find(pattern).orElseThrow(() -> new AssertionError("ended early: " + this));
    }

    private Optional<MatchResult> find(Pattern pattern) {
        return output().stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .findFirst();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(process.info().arguments().orElse(new String[0]))
                + " which printed:\n"
                + String.join("\n", output());
    }
}
