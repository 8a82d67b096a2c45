/**
 * RTP as a camera sends it: access units cut into packets once, addressed anew for each receiver.
 */
@NullMarked
package io.sightline.simulator.rtp;

import org.jspecify.annotations.NullMarked;
