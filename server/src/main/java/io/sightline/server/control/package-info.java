/**
 * Controls the devices behind cameras: turns them, adjusts their picture, listens to their events,
 * restarts them. By ONVIF.
 */
@NullMarked
package io.sightline.server.control;

import org.jspecify.annotations.NullMarked;
