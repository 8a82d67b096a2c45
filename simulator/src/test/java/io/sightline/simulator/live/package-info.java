@NullMarked
package io.sightline.simulator.live;

import org.jspecify.annotations.NullMarked;
