/** What it costs to know who asks. */
@NullMarked
package io.sightline.bench.auth;

import org.jspecify.annotations.NullMarked;
