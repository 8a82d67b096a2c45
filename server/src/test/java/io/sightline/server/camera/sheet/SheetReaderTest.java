package io.sightline.server.camera.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {

    private static final Set<String> HEADERS =
            Set.of("name", "host", "Название", "Адрес", "名称", "地址");

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private static List<SheetRow> read(byte[] file) throws UnreadableSheetException {
        return SheetReader.read(file, SheetLimits.DEFAULT, HEADERS::contains);
    }

    private static List<List<String>> cells(byte[] file) throws UnreadableSheetException {
        return read(file).stream().map(SheetRow::cells).toList();
    }

    private static byte[] libreOffice() {
        try (InputStream in =
                Objects.requireNonNull(SheetReaderTest.class.getResourceAsStream("cameras.xlsx"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- CSV ----

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-8        | ','",
                "UTF-8        | ';'",
                "windows-1251 | ';'",
                "UTF-16LE     | '\t'",
                "UTF-16BE     | ','"
            })
    void readsWhatRussianSpreadsheetsWrite(String charset, char separator) throws Exception {
        String text =
                "Название,Адрес\r\nВход,10.0.0.1\r\nСклад №1,10.0.0.2\r\n".replace(',', separator);
        assertThat(cells(text.getBytes(Charset.forName(charset))))
                .containsExactly(
                        List.of("Название", "Адрес"),
                        List.of("Вход", "10.0.0.1"),
                        List.of("Склад №1", "10.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsPastAByteOrderMark(String charset) throws Exception {
        assertThat(cells("\uFEFFname,host\nВход,h".getBytes(Charset.forName(charset))))
                .containsExactly(List.of("name", "host"), List.of("Вход", "h"));
    }

    @Test
    void readsWhatChineseSpreadsheetsWrite() throws Exception {
        assertThat(cells("名称,地址\n大门,10.0.0.1\n".getBytes(Charset.forName("GB18030"))))
                .containsExactly(List.of("名称", "地址"), List.of("大门", "10.0.0.1"));
    }

    @Test
    void takesCyrillicUnderEnglishHeadersForWindows1251() throws Exception {
        assertThat(cells("name;host\nПроходная;h\n".getBytes(Charset.forName("windows-1251"))))
                .containsExactly(List.of("name", "host"), List.of("Проходная", "h"));
    }

    @Test
    void readsQuotesLineBreaksAndTheSeparatorThatExcelSays() throws Exception {
        String text = "sep=;\r\nname;host\r\n\"a;\"\"b\"\"\r\nc\";h\r\n;\r\n\r\nlast;h2;more\r\n";
        List<SheetRow> rows = read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(rows.stream().map(SheetRow::cells))
                .containsExactly(
                        List.of("name", "host"),
                        List.of("a;\"b\"\r\nc", "h"),
                        List.of("last", "h2", "more"));
        assertThat(rows.get(1).number()).isEqualTo(3);
        assertThat(rows.get(2).number()).isEqualTo(7);
    }

    @Test
    void readsNothingFromNothing() throws Exception {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("\r\n\r\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void refusesWhatIsNoTextAtAll() {
        byte[] noise = new byte[2_000];
        new Random(7).nextBytes(noise);
        noise[0] = 1;
        noise[1] = 2;
        assertThatThrownBy(() -> read(noise)).isInstanceOf(UnreadableSheetException.class);
        assertThatThrownBy(() -> read(new byte[1_000]))
                .isInstanceOf(UnreadableSheetException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void refusesMoreThanIsTaken(int kind) {
        String text =
                switch (kind) {
                    case 0 -> "name\nx".repeat(20_000);
                    case 1 -> "a,".repeat(300);
                    case 2 -> "x".repeat(10_000);
                    default -> ("a,".repeat(150) + "\n").repeat(9_000);
                };
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableSheetException.class)
                .hasMessageContaining("more than");
    }

    // ---- workbooks ----

    @Test
    void readsTheValuesOfAWorkbookByLibreOffice() throws Exception {
        assertThat(cells(libreOffice()))
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("Camera Name", "IP address"),
                        lobby ->
                                assertThat(lobby)
                                        .startsWith(
                                                "Lobby 7",
                                                "127.50.0.1",
                                                "554",
                                                "Hikvision",
                                                "admin",
                                                "12345678901234",
                                                "123456789012345",
                                                "0"),
                        gate ->
                                assertThat(gate)
                                        .startsWith(
                                                "Проходная · 门口", "127.50.0.2", "8554", "大华", ""));
        assertThat(read(libreOffice()).getFirst().number()).isEqualTo(2);
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        List<List<String>> table =
                List.of(
                        List.of("name", "host"),
                        List.of("=1+1", "+7 900", "-x", "@sum", "a,\"b\"\nc", "Вход", "门"));
        for (byte[] file : List.of(SheetWriter.csv(table), SheetWriter.xlsx("Cameras", table))) {
            List<List<String>> read = cells(file);
            assertThat(read.get(1)).startsWith("'=1+1", "'+7 900", "'-x", "'@sum");
            assertThat(read.get(1).stream().map(SheetWriter::original).toList())
                    .isEqualTo(table.get(1));
        }
    }

    @Test
    void refusesHundredMegabytesOfZeros() {
        byte[] zeros = new byte[100 << 20];
        byte[] bomb = changed(Map.of("xl/media/zeros.bin", zeros));
        assertThat(bomb.length).isLessThan(200_000);
        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(UnreadableSheetException.class)
                .hasMessageContaining("larger than 32 MB");
        assertThatThrownBy(() -> read(changed(Map.of(SHEET, zeros))))
                .hasMessageContaining("larger than 32 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A row that would be made as wide as its last cell's name says.
                "<row r='1'><c r='ZZZZZZ1'><v>1</v></c></row>",
                "<row r='1'><c r='XFD1'><v>1</v></c></row>"
            })
    void refusesACellFarOut(String rows) {
        assertThatThrownBy(() -> read(sheet(rows)))
                .isInstanceOf(UnreadableSheetException.class)
                .hasMessageContaining("more than 200 columns");
    }

    @Test
    void refusesMoreRowsOrCellsThanItTakes() {
        assertThatThrownBy(() -> read(sheet("<row/>".repeat(10_002))))
                .hasMessageContaining("more than 10001 rows");
        assertThatThrownBy(() -> read(sheet("<row>" + "<c/>".repeat(500_001) + "</row>")))
                .hasMessageContaining("more than 500000 cells");
    }

    @Test
    void refusesEntities() {
        String bomb =
                "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
                        + "<sst>&b;</sst>";
        byte[] file = changed(Map.of("xl/sharedStrings.xml", bytes(bomb)));
        assertThatThrownBy(() -> read(file)).isInstanceOf(UnreadableSheetException.class);
    }

    @Test
    void refusesManyParts() {
        Map<String, byte[]> parts =
                IntStream.range(0, 600)
                        .boxed()
                        .collect(Collectors.toMap(i -> "p" + i, i -> new byte[0]));
        assertThatThrownBy(() -> read(changed(parts))).hasMessageContaining("more than 500 parts");
    }

    @Test
    void saysWhatIsToBeDoneAboutOldWorkbooks() {
        byte[] old = Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 5_000);
        assertThatThrownBy(() -> read(old)).hasMessageContaining("save it as .xlsx");
    }

    @Test
    void survivesDamage() {
        byte[] whole = libreOffice();
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            byte[] damaged =
                    round % 2 == 0
                            ? Arrays.copyOf(whole, random.nextInt(2, whole.length))
                            : whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(2, damaged.length)] = (byte) random.nextInt();
            }
            try {
                read(damaged);
            } catch (UnreadableSheetException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static byte[] sheet(String rows) {
        return changed(
                Map.of(
                        SHEET,
                        bytes(
                                "<worksheet xmlns="
                                        + "'http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                                        + "<sheetData>"
                                        + rows
                                        + "</sheetData></worksheet>")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** LibreOffice's workbook with other parts, or more of them. */
    private static byte[] changed(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(libreOffice()));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!parts.containsKey(entry.getName())) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(zip);
                }
            }
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
