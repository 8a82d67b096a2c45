@NullMarked
package io.sightline.server.network;

import org.jspecify.annotations.NullMarked;
