package io.sightline.bench;

/** One benchmark: measures us and a peer in the same run. */
public interface Benchmark {

    /** The word after {@code ./sightline bench}. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /** Options it understands with their defaults, one a line; empty when there are none. */
    default String optionsHelp() {
        return "";
    }

    /**
     * Measures.
     *
     * @param progress told what is going on; shown while it runs
     * @throws Exception when it can't be measured at all; a figure that is missed is an outcome
     */
    Outcome run(Options options, Progress progress) throws Exception;
}
