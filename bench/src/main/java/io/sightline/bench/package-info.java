/**
 * Benchmarks, each beside a peer in the same run: {@link io.sightline.bench.BenchMain} and what its
 * benchmarks share.
 */
@NullMarked
package io.sightline.bench;

import org.jspecify.annotations.NullMarked;
