/** The streams that exist, whatever their source, and what is known about them. */
@NullMarked
package io.sightline.server.stream;

import org.jspecify.annotations.NullMarked;
