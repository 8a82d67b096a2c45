@NullMarked
package io.sightline.simulator.rtp;

import org.jspecify.annotations.NullMarked;
