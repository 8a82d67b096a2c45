/** Places that don't exist, drawn live: what the demo's cameras look at. */
@NullMarked
package io.sightline.simulator.scene;

import org.jspecify.annotations.NullMarked;
