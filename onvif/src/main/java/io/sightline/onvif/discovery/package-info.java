/** Who is there: WS-Discovery over every interface. */
@NullMarked
package io.sightline.onvif.discovery;

import org.jspecify.annotations.NullMarked;
