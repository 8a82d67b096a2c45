/** Paced event loops: a few threads that own all media sockets. */
@NullMarked
package io.sightline.media.loop;

import org.jspecify.annotations.NullMarked;
