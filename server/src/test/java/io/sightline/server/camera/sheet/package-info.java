@org.jspecify.annotations.NullMarked
package io.sightline.server.camera.sheet;
