@NullMarked
package io.sightline.simulator.clip;

import org.jspecify.annotations.NullMarked;
