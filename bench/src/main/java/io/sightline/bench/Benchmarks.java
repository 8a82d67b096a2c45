package io.sightline.bench;

import io.sightline.bench.auth.AuthBenchmark;
import io.sightline.bench.importing.ImportBenchmark;
import io.sightline.bench.latency.LatencyBenchmark;
import io.sightline.bench.live.LiveBenchmark;
import io.sightline.bench.onboarding.OnboardingBenchmark;
import io.sightline.bench.patrol.PatrolBenchmark;
import io.sightline.bench.playback.PlaybackBenchmark;
import io.sightline.bench.record.RecordBenchmark;
import io.sightline.bench.startup.StartupBenchmark;
import java.util.List;

/** Every benchmark there is; a new one adds a line. */
final class Benchmarks {

    static final List<Benchmark> ALL =
            List.of(
                    new RecordBenchmark(),
                    new LiveBenchmark(),
                    new LatencyBenchmark(),
                    new PlaybackBenchmark(),
                    new StartupBenchmark(),
                    new AuthBenchmark(),
                    new OnboardingBenchmark(),
                    new PatrolBenchmark(),
                    new ImportBenchmark());

    private Benchmarks() {}
}
