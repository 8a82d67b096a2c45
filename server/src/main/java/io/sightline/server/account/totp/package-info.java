/** The second factor (RFC 6238) and what opens without it. */
@NullMarked
package io.sightline.server.account.totp;

import org.jspecify.annotations.NullMarked;
