@NullMarked
package io.sightline.onvif.ptz;

import org.jspecify.annotations.NullMarked;
