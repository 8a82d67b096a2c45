package io.sightline.media.cmaf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Four-character codes of the boxes written and read here, and their byte order. */
public final class BoxTypes {

    static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    public static final int FTYP = of("ftyp");
    public static final int FREE = of("free");
    public static final int MDAT = of("mdat");
    public static final int PRFT = of("prft");
    public static final int UUID = of("uuid");

    public static final int MOOV = of("moov");
    public static final int MVHD = of("mvhd");
    public static final int TRAK = of("trak");
    public static final int TKHD = of("tkhd");
    public static final int EDTS = of("edts");
    public static final int ELST = of("elst");
    public static final int MDIA = of("mdia");
    public static final int MDHD = of("mdhd");
    public static final int HDLR = of("hdlr");
    public static final int MINF = of("minf");
    public static final int VMHD = of("vmhd");
    public static final int SMHD = of("smhd");
    public static final int DINF = of("dinf");
    public static final int DREF = of("dref");
    public static final int URL = of("url ");
    public static final int STBL = of("stbl");
    public static final int STSD = of("stsd");
    public static final int STTS = of("stts");
    public static final int CTTS = of("ctts");
    public static final int STSC = of("stsc");
    public static final int STSZ = of("stsz");
    public static final int STCO = of("stco");
    public static final int CO64 = of("co64");
    public static final int STSS = of("stss");
    public static final int MVEX = of("mvex");
    public static final int TREX = of("trex");

    public static final int MOOF = of("moof");
    public static final int MFHD = of("mfhd");
    public static final int TRAF = of("traf");
    public static final int TFHD = of("tfhd");
    public static final int TFDT = of("tfdt");
    public static final int TRUN = of("trun");

    public static final int AVC1 = of("avc1");
    public static final int AVCC = of("avcC");
    public static final int HVC1 = of("hvc1");
    public static final int HVCC = of("hvcC");
    public static final int JPEG = of("jpeg");
    public static final int MP4A = of("mp4a");
    public static final int ESDS = of("esds");
    public static final int OPUS = of("Opus");
    public static final int DOPS = of("dOps");
    public static final int PASP = of("pasp");

    private BoxTypes() {}

    /** A four-character code as the number it is in the file. */
    public static int of(String fourCharacters) {
        if (fourCharacters.length() != 4) {
            throw new IllegalArgumentException(fourCharacters);
        }
        return fourCharacters.charAt(0) << 24
                | fourCharacters.charAt(1) << 16
                | fourCharacters.charAt(2) << 8
                | fourCharacters.charAt(3);
    }

    /** The code as text, for messages: what is not printable ASCII shows as a dot. */
    public static String name(int type) {
        StringBuilder text = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            int c = type >> shift & 0xFF;
            text.append(c > 0x1F && c < 0x7F ? (char) c : '.');
        }
        return text.toString();
    }
}
