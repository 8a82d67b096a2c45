@NullMarked
package io.sightline.onvif.soap;

import org.jspecify.annotations.NullMarked;
