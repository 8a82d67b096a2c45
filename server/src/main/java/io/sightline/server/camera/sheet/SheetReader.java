package io.sightline.server.camera.sheet;

import java.util.List;
import java.util.function.Predicate;

/** Reads a table from a file of either kind; which kind it is, the bytes say, not the name. */
public final class SheetReader {

    private SheetReader() {}

    /**
     * @param isHeader whether a word is one that heads a column, by which encodings and separators
     *     are told apart
     * @return the rows that are not empty
     * @throws UnreadableSheetException when it is no table, or too large
     */
    public static List<SheetRow> read(byte[] file, SheetLimits limits, Predicate<String> isHeader)
            throws UnreadableSheetException {
        if (startsWith(file, 'P', 'K')) {
            return XlsxReader.read(file, limits);
        }
        // MS-CFB §2.2: workbooks before Excel 2007, and encrypted ones.
        if (startsWith(file, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new UnreadableSheetException(
                    "It is a workbook of an old kind (.xls), or has a password; save it as .xlsx"
                            + " without one.");
        }
        return CsvTable.read(CsvText.decode(file, isHeader), limits, isHeader);
    }

    private static boolean startsWith(byte[] file, int... bytes) {
        if (file.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
