/** What the tests of all modules share: how to wait for what comes to pass by itself. */
@NullMarked
package io.sightline.testing;

import org.jspecify.annotations.NullMarked;
