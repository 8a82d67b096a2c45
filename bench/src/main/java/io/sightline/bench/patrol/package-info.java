/** What it costs to look after cameras. */
@NullMarked
package io.sightline.bench.patrol;

import org.jspecify.annotations.NullMarked;
