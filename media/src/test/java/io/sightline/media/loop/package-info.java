@NullMarked
package io.sightline.media.loop;

import org.jspecify.annotations.NullMarked;
