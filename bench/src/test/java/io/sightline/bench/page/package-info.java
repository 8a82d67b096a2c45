/** The page in a browser, against a real server and simulated cameras. */
@NullMarked
package io.sightline.bench.page;

import org.jspecify.annotations.NullMarked;
