/** Where rows live, and how they are reached. */
@NullMarked
package io.sightline.server.database;

import org.jspecify.annotations.NullMarked;
