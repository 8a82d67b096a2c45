@NullMarked
package io.sightline.server.onboarding;

import org.jspecify.annotations.NullMarked;
