/**
 * Devices that answer ONVIF for simulated cameras: {@link io.sightline.simulator.onvif.OnvifFarm}.
 */
@NullMarked
package io.sightline.simulator.onvif;

import org.jspecify.annotations.NullMarked;
