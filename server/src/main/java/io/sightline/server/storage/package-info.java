/** The volumes that recordings lie on: which there are, whether they are themselves, their room. */
@NullMarked
package io.sightline.server.storage;

import org.jspecify.annotations.NullMarked;
