@NullMarked
package io.sightline.server.notify;

import org.jspecify.annotations.NullMarked;
