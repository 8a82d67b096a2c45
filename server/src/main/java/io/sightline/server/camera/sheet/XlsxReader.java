package io.sightline.server.camera.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** The first sheet of an Office Open XML workbook that is not hidden. */
final class XlsxReader {

    /** What a formula has for a value when it has none, ISO/IEC 29500-1 §18.17.3. */
    private static final Set<String> ERRORS =
            Set.of("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!");

    private XlsxReader() {}

    static List<SheetRow> read(byte[] file, SheetLimits limits) throws UnreadableSheetException {
        try (ZipFile archive =
                ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                        .get()) {
            XlsxBounds.check(archive, limits);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            Optional<Sheet> sheet =
                    workbook.getSheets()
                            .filter(one -> one.getVisibility() == SheetVisibility.VISIBLE)
                            .findFirst();
            return sheet.isEmpty() ? List.of() : rows(sheet.get(), limits);
        } catch (IOException | RuntimeException e) {
            // The library says in many ways that it can't go on.
            throw damaged(e);
        }
    }

    private static UnreadableSheetException damaged(Exception e) {
        return new UnreadableSheetException("It is no workbook (.xlsx) that can be read.", e);
    }

    private static List<SheetRow> rows(Sheet sheet, SheetLimits limits)
            throws IOException, UnreadableSheetException {
        List<SheetRow> rows = new ArrayList<>();
        try (Stream<Row> stream = sheet.openStream()) {
            for (Iterator<Row> each = stream.iterator(); each.hasNext(); ) {
                Row row = each.next();
                List<String> cells = new ArrayList<>(row.getCellCount());
                for (int column = 0; column < row.getCellCount(); column++) {
                    String text = row.getOptionalCell(column).map(XlsxReader::text).orElse("");
                    limits.checkLength(text.length());
                    cells.add(text);
                }
                SheetRow read = new SheetRow(row.getRowNum(), cells);
                if (!read.isEmpty()) {
                    rows.add(read);
                }
            }
        }
        return rows;
    }

    /** Of a formula the value that was last worked out; nothing is worked out here. */
    private static String text(Cell cell) {
        String raw = cell.getRawValue();
        return switch (cell.getType()) {
            case NUMBER -> plain(raw);
            case BOOLEAN -> "1".equals(raw) || "true".equalsIgnoreCase(raw) ? "yes" : "no";
            case STRING -> String.valueOf(cell.getValue());
            case FORMULA -> raw == null || ERRORS.contains(raw) ? "" : plain(raw);
            case ERROR, EMPTY -> "";
        };
    }

    /** {@code 554}, and a serial number in full, where the file has 5.54E2. */
    private static String plain(String raw) {
        try {
            BigDecimal number = new BigDecimal(raw);
            return Math.abs(number.scale()) > 100
                    ? raw
                    : number.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return raw;
        }
    }
}
