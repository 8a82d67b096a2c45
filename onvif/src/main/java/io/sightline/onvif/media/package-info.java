/** What a device shows: profiles and where their streams and pictures are (Media2, Media). */
@NullMarked
package io.sightline.onvif.media;

import org.jspecify.annotations.NullMarked;
