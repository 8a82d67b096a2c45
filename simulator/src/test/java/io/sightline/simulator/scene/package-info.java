@NullMarked
package io.sightline.simulator.scene;

import org.jspecify.annotations.NullMarked;
