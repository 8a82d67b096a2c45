/** The API of accounts: one's own, and their administration. */
@NullMarked
package io.sightline.server.account.user;

import org.jspecify.annotations.NullMarked;
