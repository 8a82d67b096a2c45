/** Live streams over HTTP and WebSocket, answered in front of Spring. */
@NullMarked
package io.sightline.server.live;

import org.jspecify.annotations.NullMarked;
