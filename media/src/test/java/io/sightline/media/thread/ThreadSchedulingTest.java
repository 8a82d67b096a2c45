package io.sightline.media.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
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
            try {
                String stat = Files.readString(Path.of("/proc/thread-self/stat"));
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
    void promptOnesTakeTurnsWithAllOthers() {
        assertThat(schedulingIn(ThreadScheduling.prompt(PLATFORM)))
                .isEqualTo(new Scheduling(0, SCHED_OTHER));
    }
}
