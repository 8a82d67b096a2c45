/** The launcher's words that speak to a running server. */
@NullMarked
package io.sightline.server.cli;

import org.jspecify.annotations.NullMarked;
