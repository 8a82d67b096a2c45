/** Passwords: what may be one, and Argon2id on threads of its own. */
@NullMarked
package io.sightline.server.account.password;

import org.jspecify.annotations.NullMarked;
