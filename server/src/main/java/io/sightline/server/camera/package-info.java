/** Cameras: what people add, change and remove, and the streams that follow from it. */
@NullMarked
package io.sightline.server.camera;

import org.jspecify.annotations.NullMarked;
