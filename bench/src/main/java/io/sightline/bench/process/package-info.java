/** Child processes of a benchmark, and what they cost according to the kernel. */
@NullMarked
package io.sightline.bench.process;

import org.jspecify.annotations.NullMarked;
