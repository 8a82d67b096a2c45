@NullMarked
package io.sightline.server.recording;

import org.jspecify.annotations.NullMarked;
