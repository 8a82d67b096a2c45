@NullMarked
package io.sightline.server.control;

import org.jspecify.annotations.NullMarked;
