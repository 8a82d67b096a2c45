package io.sightline.bench;

import java.util.List;

/** Every benchmark there is; a new one adds a line. */
final class Benchmarks {

    static final List<Benchmark> ALL = List.of();

    private Benchmarks() {}
}
