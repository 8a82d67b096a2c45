/**
 * Clocks: from 32-bit RTP timestamps that wrap, drift and jump to one timeline per session, and to
 * the time of day.
 */
@NullMarked
package io.sightline.media.mediatime;

import org.jspecify.annotations.NullMarked;
