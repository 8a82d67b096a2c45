@org.jspecify.annotations.NullMarked
package io.sightline.server.health;
