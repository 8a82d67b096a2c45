/** What may be done: roles, rights, credentials, and the rules for every route. */
@NullMarked
package io.sightline.server.access;

import org.jspecify.annotations.NullMarked;
