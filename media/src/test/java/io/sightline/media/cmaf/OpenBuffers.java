package io.sightline.media.cmaf;

/** Lets tests of other packages stand in for the chunker. */
public final class OpenBuffers {

    private OpenBuffers() {}

    public static AccessUnitBuffer create() {
        return new AccessUnitBuffer(1 << 16, 0);
    }
}
