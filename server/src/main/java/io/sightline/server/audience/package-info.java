/** How many watch, over time, and which cameras most. */
@NullMarked
package io.sightline.server.audience;

import org.jspecify.annotations.NullMarked;
