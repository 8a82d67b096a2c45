package io.sightline.media.cmaf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Four-character codes of the boxes written and read here, and their byte order. */
final class BoxTypes {

    static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static final int FTYP = of("ftyp");
    static final int FREE = of("free");
    static final int MDAT = of("mdat");
    static final int PRFT = of("prft");

    static final int MOOV = of("moov");
    static final int MVHD = of("mvhd");
    static final int TRAK = of("trak");
    static final int TKHD = of("tkhd");
    static final int EDTS = of("edts");
    static final int ELST = of("elst");
    static final int MDIA = of("mdia");
    static final int MDHD = of("mdhd");
    static final int HDLR = of("hdlr");
    static final int MINF = of("minf");
    static final int VMHD = of("vmhd");
    static final int SMHD = of("smhd");
    static final int DINF = of("dinf");
    static final int DREF = of("dref");
    static final int URL = of("url ");
    static final int STBL = of("stbl");
    static final int STSD = of("stsd");
    static final int STTS = of("stts");
    static final int CTTS = of("ctts");
    static final int STSC = of("stsc");
    static final int STSZ = of("stsz");
    static final int STCO = of("stco");
    static final int CO64 = of("co64");
    static final int STSS = of("stss");
    static final int MVEX = of("mvex");
    static final int TREX = of("trex");

    static final int MOOF = of("moof");
    static final int MFHD = of("mfhd");
    static final int TRAF = of("traf");
    static final int TFHD = of("tfhd");
    static final int TFDT = of("tfdt");
    static final int TRUN = of("trun");

    static final int AVC1 = of("avc1");
    static final int AVCC = of("avcC");
    static final int HVC1 = of("hvc1");
    static final int HVCC = of("hvcC");
    static final int JPEG = of("jpeg");
    static final int MP4A = of("mp4a");
    static final int ESDS = of("esds");
    static final int OPUS = of("Opus");
    static final int DOPS = of("dOps");
    static final int PASP = of("pasp");

    private BoxTypes() {}

    /** A four-character code as the number it is in the file. */
    static int of(String fourCharacters) {
        if (fourCharacters.length() != 4) {
            throw new IllegalArgumentException(fourCharacters);
        }
        return fourCharacters.charAt(0) << 24
                | fourCharacters.charAt(1) << 16
                | fourCharacters.charAt(2) << 8
                | fourCharacters.charAt(3);
    }

    /** The code as text, for messages: what is not printable ASCII shows as a dot. */
    static String name(int type) {
        StringBuilder text = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = type >> shift & 0xFF;
            text.append(c > 0x1F && c < 0x7F ? (char) c : '.');
        }
        return text.toString();
    }
}
