/** Log-ins that last: refresh tokens that change with each use. */
@NullMarked
package io.sightline.server.account.session;

import org.jspecify.annotations.NullMarked;
