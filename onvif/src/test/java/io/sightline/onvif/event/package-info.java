@NullMarked
package io.sightline.onvif.event;

import org.jspecify.annotations.NullMarked;
