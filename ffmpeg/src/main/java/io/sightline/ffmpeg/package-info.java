/** The ffmpeg executable, wherever it is. */
@NullMarked
package io.sightline.ffmpeg;

import org.jspecify.annotations.NullMarked;
