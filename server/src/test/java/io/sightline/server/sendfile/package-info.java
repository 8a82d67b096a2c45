@NullMarked
package io.sightline.server.sendfile;

import org.jspecify.annotations.NullMarked;
