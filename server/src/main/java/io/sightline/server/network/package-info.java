/** How the server is reached: where it listens, TLS, and which proxies speak for others. */
@NullMarked
package io.sightline.server.network;

import org.jspecify.annotations.NullMarked;
