/** How the cameras are: looked at every half a minute, remembered, and told. */
@NullMarked
package io.sightline.server.health;

import org.jspecify.annotations.NullMarked;
