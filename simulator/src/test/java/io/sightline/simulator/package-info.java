@NullMarked
package io.sightline.simulator;

import org.jspecify.annotations.NullMarked;
