@NullMarked
package io.sightline.server.audit;

import org.jspecify.annotations.NullMarked;
