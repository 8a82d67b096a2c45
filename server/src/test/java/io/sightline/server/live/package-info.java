@NullMarked
package io.sightline.server.live;

import org.jspecify.annotations.NullMarked;
