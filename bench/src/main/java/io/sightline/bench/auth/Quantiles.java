package io.sightline.bench.auth;

import java.util.List;

/** Of figures in any order. */
final class Quantiles {

    private Quantiles() {}

    /** Not a number when there are none. */
    static double of(List<Double> values, double quantile) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))];
    }
}
