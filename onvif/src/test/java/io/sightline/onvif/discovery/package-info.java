@NullMarked
package io.sightline.onvif.discovery;

import org.jspecify.annotations.NullMarked;
