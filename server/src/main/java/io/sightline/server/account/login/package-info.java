/** Coming in: log-in, first start, links that work once, the demonstration. */
@NullMarked
package io.sightline.server.account.login;

import org.jspecify.annotations.NullMarked;
