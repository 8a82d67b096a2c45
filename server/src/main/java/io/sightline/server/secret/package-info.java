/** Secrets at rest: sealed with a key that lies beside the database, for its owner's eyes only. */
@NullMarked
package io.sightline.server.secret;

import org.jspecify.annotations.NullMarked;
