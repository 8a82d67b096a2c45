/** A camera that doesn't exist: its tracks, what it has sent and what is wrong with it. */
@NullMarked
package io.sightline.simulator.camera;

import org.jspecify.annotations.NullMarked;
