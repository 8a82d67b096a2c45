/**
 * Recordings on disk: files of chunks that play while they are written, become ordinary MP4 files
 * when they are closed, and say by themselves everything that an index knows of them.
 */
@NullMarked
package io.sightline.media.segment;

import org.jspecify.annotations.NullMarked;
