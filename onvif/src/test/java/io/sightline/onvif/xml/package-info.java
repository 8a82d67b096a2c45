@NullMarked
package io.sightline.onvif.xml;

import org.jspecify.annotations.NullMarked;
