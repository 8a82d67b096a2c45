@NullMarked
package io.sightline.server.access;

import org.jspecify.annotations.NullMarked;
