/**
 * What a decoder must know before the first sample: formats of tracks and the parameter sets they
 * are read from.
 */
@NullMarked
package io.sightline.media.codec;

import org.jspecify.annotations.NullMarked;
