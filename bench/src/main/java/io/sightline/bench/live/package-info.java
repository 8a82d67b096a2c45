/** What it costs to serve live media over HTTP, beside nginx serving files of the same sizes. */
@NullMarked
package io.sightline.bench.live;

import org.jspecify.annotations.NullMarked;
