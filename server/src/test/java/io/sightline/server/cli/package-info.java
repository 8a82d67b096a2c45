@NullMarked
package io.sightline.server.cli;

import org.jspecify.annotations.NullMarked;
