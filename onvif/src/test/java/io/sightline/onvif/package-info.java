@NullMarked
package io.sightline.onvif;

import org.jspecify.annotations.NullMarked;
