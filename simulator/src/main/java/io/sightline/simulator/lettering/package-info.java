/** Fonts that are there on every machine. */
@NullMarked
package io.sightline.simulator.lettering;

import org.jspecify.annotations.NullMarked;
