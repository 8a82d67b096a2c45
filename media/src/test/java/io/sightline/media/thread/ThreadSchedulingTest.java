package io.sightline.media.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThreadSchedulingTest {

    private static final int SCHED_OTHER = 0;
    private static final int SCHED_BATCH = 3;

    /** What the kernel says of the calling thread: fields 19 and 41 of proc_pid_stat(5). */
    private record Scheduling(int nice, int policy) {

        static Scheduling now() {
            return of(Path.of("/proc/thread-self"));
        }

        static Scheduling of(Path thread) {
            try {
                String stat = Files.readString(thread.resolve("stat"));
                // The name in parentheses is field 2, and may hold blanks.
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return new Scheduling(
                        Integer.parseInt(fields[19 - 3]), Integer.parseInt(fields[41 - 3]));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final ThreadFactory PLATFORM = Thread.ofPlatform().factory();

    private static Scheduling schedulingIn(ThreadFactory threads) {
        CompletableFuture<Scheduling> seen = new CompletableFuture<>();
        threads.newThread(() -> seen.complete(Scheduling.now())).start();
        return seen.join();
    }

    @Test
    void onlyThoseThatYieldHaveLowPriority() {
        Scheduling ordinary = schedulingIn(PLATFORM);
        assertThat(schedulingIn(ThreadScheduling.yielding(PLATFORM)))
                .isEqualTo(new Scheduling(10, SCHED_BATCH));
        assertThat(schedulingIn(PLATFORM)).as("others").isEqualTo(ordinary);
        assertThat(ordinary.policy()).isEqualTo(SCHED_OTHER);
    }

    @Test
    void promptAndSteadyOnesHaveMoreWeightWhereTheProcessMayGiveIt() throws Exception {
        int most = mayRaise() ? -10 : 0;
        assertThat(schedulingIn(ThreadScheduling.prompt(PLATFORM)))
                .isEqualTo(new Scheduling(most, SCHED_OTHER));
        assertThat(schedulingIn(ThreadScheduling.steady(PLATFORM)))
                .isEqualTo(new Scheduling(most, SCHED_OTHER));
    }

    /** What a program that does nothing else is told: nice(1) fails or says that it may not. */
    private static boolean mayRaise() throws Exception {
        Process raised =
                new ProcessBuilder("nice", "-n", "-10", "true").redirectErrorStream(true).start();
        boolean silent = raised.getInputStream().readAllBytes().length == 0;
        return raised.waitFor() == 0 && silent;
    }

    @Test
    void threadsMadeByPromptOnesAreNotPrompt() {
        assertThat(
                        schedulingIn(
                                work ->
                                        ThreadScheduling.prompt(PLATFORM)
                                                .newThread(PLATFORM.newThread(work)::start)))
                .isEqualTo(new Scheduling(0, SCHED_OTHER));
    }

    @Test
    void whatCarriesATaskYields() {
        CompletableFuture<Scheduling> seen = new CompletableFuture<>();
        ThreadScheduling.yieldingCarriers(Thread.ofPlatform()::start)
                .execute(() -> seen.complete(Scheduling.now()));
        assertThat(seen.join()).isEqualTo(new Scheduling(10, SCHED_BATCH));
    }

    @Test
    void theCompilersYield() throws IOException {
        ThreadScheduling.scheduleJvm();
        List<Path> compilers;
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            compilers = threads.filter(ThreadSchedulingTest::isCompiler).toList();
        }
        assertThat(compilers)
                .isNotEmpty()
                .extracting(Scheduling::of)
                .containsOnly(new Scheduling(10, SCHED_BATCH));
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("(?s)C[12] Compiler.*");
        } catch (IOException ended) {
            return false;
        }
    }
}
