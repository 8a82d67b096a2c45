/** What happens, told at once to whom it concerns: a WebSocket for pages and programs. */
@NullMarked
package io.sightline.server.notify;

import org.jspecify.annotations.NullMarked;
