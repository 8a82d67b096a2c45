/** The ffmpeg executable, wherever it is. */
@NullMarked
package io.sightline.simulator.ffmpeg;

import org.jspecify.annotations.NullMarked;
