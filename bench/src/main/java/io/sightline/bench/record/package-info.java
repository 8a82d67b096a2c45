/** What it costs to pull, record, index and keep live one camera. */
@NullMarked
package io.sightline.bench.record;

import org.jspecify.annotations.NullMarked;
