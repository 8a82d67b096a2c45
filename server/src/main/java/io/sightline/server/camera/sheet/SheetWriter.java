package io.sightline.server.camera.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a table, so that {@link SheetReader} reads the same from it. A text that a spreadsheet
 * would take for a formula is given an apostrophe in front (OWASP, CSV injection); {@link
 * #original} takes it away again.
 */
public final class SheetWriter {

    private static final String BEGINS_FORMULA = "=+-@\t\r";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SheetWriter() {}

    /** CSV (RFC 4180) in UTF-8, with the mark by which Excel knows it. */
    public static byte[] csv(List<List<String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            text.write(BYTE_ORDER_MARK);
            try (CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
                rows.forEach(row -> csv.writeRecord(row.stream().map(SheetWriter::safe).toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A workbook with one sheet, in which everything is text. */
    public static byte[] xlsx(String sheetName, List<List<String>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Sightline", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(sheetName);
            sheet.freezePane(0, 1);
            for (int row = 0; row < rows.size(); row++) {
                List<String> cells = rows.get(row);
                for (int column = 0; column < cells.size(); column++) {
                    sheet.value(row, column, safe(cells.get(column)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String safe(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The text that was written as {@code cell}. */
    public static String original(String cell) {
        return cell.length() > 1
                        && cell.charAt(0) == '\''
                        && BEGINS_FORMULA.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
