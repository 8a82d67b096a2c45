/** The product: starts, wires the domains together and stops. */
@NullMarked
package io.sightline.server;

import org.jspecify.annotations.NullMarked;
