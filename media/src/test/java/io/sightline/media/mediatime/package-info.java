@NullMarked
package io.sightline.media.mediatime;

import org.jspecify.annotations.NullMarked;
