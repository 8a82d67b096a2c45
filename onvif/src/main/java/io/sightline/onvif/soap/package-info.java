/** SOAP 1.2 with one device: envelopes, security headers, faults. */
@NullMarked
package io.sightline.onvif.soap;

import org.jspecify.annotations.NullMarked;
