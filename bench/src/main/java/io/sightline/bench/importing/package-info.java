/** How long it takes to check a long list of cameras. */
@NullMarked
package io.sightline.bench.importing;

import org.jspecify.annotations.NullMarked;
