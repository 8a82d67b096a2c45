/** From the camera's picture to the eye: what Chromium shows, when, against when it was sent. */
@NullMarked
package io.sightline.bench.latency;

import org.jspecify.annotations.NullMarked;
