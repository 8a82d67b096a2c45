@NullMarked
package io.sightline.server.picture;

import org.jspecify.annotations.NullMarked;
