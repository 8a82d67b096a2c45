package io.sightline.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that a benchmark starts and stops; what it prints goes to a file, which is shown when
 * it fails. It is stopped when this JVM ends, however that comes about.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration TERMINATION_GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path output;
    private final Thread shutdownHook;

    private ChildProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.shutdownHook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return new ChildProcess(name, builder.start(), output);
    }

    /** A JVM with this one's class path, which holds every module. */
    public static ChildProcess startJava(
            String name,
            List<String> jvmOptions,
            String mainClass,
            List<String> arguments,
            Path output)
            throws IOException {
        String classPath = System.getProperty("java.class.path");
        return startJava(name, jvmOptions, classPath, mainClass, arguments, Map.of(), output);
    }

    static ChildProcess startJava(
            String name,
            List<String> jvmOptions,
            String classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return start(name, command, environment, output);
    }

    public long pid() {
        return process.pid();
    }

    public ProcessUsage usage() throws IOException {
        return ProcessUsage.of(pid());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All it has printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /**
     * Waits until it has printed a line that begins with {@code prefix}.
     *
     * @return that line
     */
    public String awaitLine(String prefix, Duration limit)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            for (String line : output().lines().toList()) {
                if (line.startsWith(prefix)) {
                    return line;
                }
            }
            requireAlive();
            Thread.sleep(50);
        }
        throw new IOException(
                "%s said no '%s' in %s:%n%s".formatted(name, prefix, limit, output()));
    }

    /** Fails with what it printed when it has ended. */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "%s ended with status %d:%n%s".formatted(name, process.exitValue(), output()));
        }
    }

    /** Asks it to end, then makes it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TERMINATION_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook is running or has run.
            return;
        }
    }
}
