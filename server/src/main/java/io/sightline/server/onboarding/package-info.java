/**
 * How a device becomes a camera: reach it, ask what it is and what it shows, see that media really
 * flows, register it.
 */
@NullMarked
package io.sightline.server.onboarding;

import org.jspecify.annotations.NullMarked;
