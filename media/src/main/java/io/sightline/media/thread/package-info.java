/** How the kernel shares processors out among threads: who goes first, who yields. */
@NullMarked
package io.sightline.media.thread;

import org.jspecify.annotations.NullMarked;
