/**
 * Cameras that don't exist, for the demo, the tests and the benchmarks: {@link
 * io.sightline.simulator.CameraFarm}.
 */
@NullMarked
package io.sightline.simulator;

import org.jspecify.annotations.NullMarked;
