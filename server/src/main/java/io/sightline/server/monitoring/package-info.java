/** How the server is: health, metrics, and what it says about itself. */
@NullMarked
package io.sightline.server.monitoring;

import org.jspecify.annotations.NullMarked;
