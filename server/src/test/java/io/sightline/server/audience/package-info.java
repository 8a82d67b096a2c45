@NullMarked
package io.sightline.server.audience;

import org.jspecify.annotations.NullMarked;
