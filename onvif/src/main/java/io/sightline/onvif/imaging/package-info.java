/** How a camera's picture is made: brightness, contrast, filters. */
@NullMarked
package io.sightline.onvif.imaging;

import org.jspecify.annotations.NullMarked;
