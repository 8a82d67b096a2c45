/** Turning a camera: moves, stops, presets. */
@NullMarked
package io.sightline.onvif.ptz;

import org.jspecify.annotations.NullMarked;
