@NullMarked
package io.sightline.media.stream;

import org.jspecify.annotations.NullMarked;
