/** How long it takes from starting the server to its first answer. */
@NullMarked
package io.sightline.bench.startup;

import org.jspecify.annotations.NullMarked;
