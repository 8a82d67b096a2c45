/** Export: a stretch of recordings as one ordinary MP4, put together while it is being read. */
@NullMarked
package io.sightline.media.clip;

import org.jspecify.annotations.NullMarked;
