/**
 * An ONVIF client. {@link io.sightline.onvif.OnvifDevice} is one device, {@link
 * io.sightline.onvif.discovery.Discovery} finds those that are there.
 */
@NullMarked
package io.sightline.onvif;

import org.jspecify.annotations.NullMarked;
