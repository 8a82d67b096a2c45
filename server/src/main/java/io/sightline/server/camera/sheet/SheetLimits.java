package io.sightline.server.camera.sheet;

/**
 * How much a table may hold.
 *
 * @param rows with its header
 * @param cellLength characters in one cell
 * @param unpackedBytes of all parts of a workbook together
 * @param parts of a workbook
 */
public record SheetLimits(
        int rows, int columns, int cells, int cellLength, long unpackedBytes, int parts) {

    /** Room for ten thousand cameras. */
    public static final SheetLimits DEFAULT =
            new SheetLimits(10_001, 200, 500_000, 8_192, 32L << 20, 500);

    void checkRows(int count) throws UnreadableSheetException {
        require(count <= rows, "It has more than " + rows + " rows.");
    }

    void checkColumns(int count) throws UnreadableSheetException {
        require(count <= columns, "It has more than " + columns + " columns.");
    }

    void checkCells(int count) throws UnreadableSheetException {
        require(count <= cells, "It has more than " + cells + " cells.");
    }

    void checkLength(int count) throws UnreadableSheetException {
        require(count <= cellLength, "A cell has more than " + cellLength + " characters.");
    }

    void checkUnpacked(long bytes) throws UnreadableSheetException {
        require(
                bytes <= unpackedBytes,
                "Unpacked it is larger than " + (unpackedBytes >> 20) + " MB.");
    }

    void checkParts(int count) throws UnreadableSheetException {
        require(count <= parts, "The workbook has more than " + parts + " parts.");
    }

    private static void require(boolean condition, String message) throws UnreadableSheetException {
        if (!condition) {
            throw new UnreadableSheetException(message);
        }
    }
}
