@NullMarked
package io.sightline.simulator.onvif;

import org.jspecify.annotations.NullMarked;
