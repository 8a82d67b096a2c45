/** What a device reports: motion, tampering, inputs, over a pull point. */
@NullMarked
package io.sightline.onvif.event;

import org.jspecify.annotations.NullMarked;
