/**
 * The hub. A source puts access units in; recorders, viewers and programs take chunks or frames
 * out.
 */
@NullMarked
package io.sightline.media.stream;

import org.jspecify.annotations.NullMarked;
