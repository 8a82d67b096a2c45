package io.sightline.media.cmaf;

import io.sightline.media.bits.ByteArrays;

/** Lets tests of other packages stand in for the chunker. */
public final class OpenBuffers {

    private OpenBuffers() {}

    public static AccessUnitBuffer create() {
        return new AccessUnitBuffer(new ByteArrays(0), 1 << 16, 0);
    }
}
