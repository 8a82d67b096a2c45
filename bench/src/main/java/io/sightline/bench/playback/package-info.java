/** How long a viewer waits for a random moment of a large archive. */
@NullMarked
package io.sightline.bench.playback;

import org.jspecify.annotations.NullMarked;
