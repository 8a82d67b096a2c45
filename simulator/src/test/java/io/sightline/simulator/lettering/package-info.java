@NullMarked
package io.sightline.simulator.lettering;

import org.jspecify.annotations.NullMarked;
