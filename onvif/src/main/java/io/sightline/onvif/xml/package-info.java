/** XML as devices send it, read with bounds, and XML as they want it, written. */
@NullMarked
package io.sightline.onvif.xml;

import org.jspecify.annotations.NullMarked;
