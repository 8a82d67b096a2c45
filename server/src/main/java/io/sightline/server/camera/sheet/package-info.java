/**
 * Tables that people keep in spreadsheets: read with care, written so that nothing runs in them.
 */
@NullMarked
package io.sightline.server.camera.sheet;

import org.jspecify.annotations.NullMarked;
