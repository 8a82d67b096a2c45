@NullMarked
package io.sightline.onvif.http;

import org.jspecify.annotations.NullMarked;
