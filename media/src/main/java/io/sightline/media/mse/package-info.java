/** Live chunks pushed to Media Source Extensions over a WebSocket. */
@NullMarked
package io.sightline.media.mse;

import org.jspecify.annotations.NullMarked;
