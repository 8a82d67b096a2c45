/** Test pictures, encoded once and played in a loop. */
@NullMarked
package io.sightline.simulator.clip;

import org.jspecify.annotations.NullMarked;
