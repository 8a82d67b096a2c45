@NullMarked
package io.sightline.onvif.media;

import org.jspecify.annotations.NullMarked;
