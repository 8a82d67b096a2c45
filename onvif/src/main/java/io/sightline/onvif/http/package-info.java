/** HTTP/1.1 with one device: bounded in time and size, with the authentication it asks for. */
@NullMarked
package io.sightline.onvif.http;

import org.jspecify.annotations.NullMarked;
