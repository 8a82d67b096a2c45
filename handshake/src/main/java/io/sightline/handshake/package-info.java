/**
 * How a client and a camera come to trust each other, be it by RTSP or by HTTP: TLS on one side,
 * HTTP authentication (RFC 9110 §11, which RTSP uses too) on the other.
 */
@NullMarked
package io.sightline.handshake;

import org.jspecify.annotations.NullMarked;
