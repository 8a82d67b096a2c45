/** Slows down who guesses. */
@NullMarked
package io.sightline.server.account.throttle;

import org.jspecify.annotations.NullMarked;
