/** Session descriptions (RFC 4566, RFC 8866), read the way cameras write them. */
@NullMarked
package io.sightline.media.sdp;

import org.jspecify.annotations.NullMarked;
