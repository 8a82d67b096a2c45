/** Keys of programs. */
@NullMarked
package io.sightline.server.account.key;

import org.jspecify.annotations.NullMarked;
