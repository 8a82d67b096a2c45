/** How long it takes to make cameras of devices that answer as slowly as real ones. */
@NullMarked
package io.sightline.bench.onboarding;

import org.jspecify.annotations.NullMarked;
