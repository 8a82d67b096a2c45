/** Log-in by others who vouch for people: OpenID Connect, and OAuth 2 as Facebook and X have it. */
@NullMarked
package io.sightline.server.account.identity;

import org.jspecify.annotations.NullMarked;
