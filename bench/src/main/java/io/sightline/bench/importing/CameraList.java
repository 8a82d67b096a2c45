package io.sightline.bench.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Cameras as somebody keeps them in a spreadsheet: a few rows wrong, a few there twice. */
final class CameraList {

    private static final List<String> COLUMNS =
            List.of("Name", "URL", "User", "Password", "Tags", "Record");

    /** Every so many rows one names no stream, and one names that of the row before. */
    private static final int WRONG_EVERY = 100;

    private static final int DOUBLE_EVERY = 50;
    private static final int HOSTS_IN_NETWORK = 250;

    private final List<List<String>> rows = new ArrayList<>();
    private int wrong;
    private int doubles;

    CameraList(int count) {
        for (int i = 1; i <= count; i++) {
            rows.add(row(i));
        }
    }

    private List<String> row(int number) {
        String url = "";
        if (number % WRONG_EVERY == 0) {
            wrong++;
        } else if (number % DOUBLE_EVERY == DOUBLE_EVERY - 1) {
            url = url(number - 1);
            doubles++;
        } else {
            url = url(number);
        }
        return List.of("Camera " + number, url, "operator", "secret", "floor 1; outside", "no");
    }

    private static String url(int number) {
        return "rtsp://10.20.%d.%d:554/Streaming/Channels/101"
                .formatted(number / HOSTS_IN_NETWORK, 1 + number % HOSTS_IN_NETWORK);
    }

    int wrong() {
        return wrong;
    }

    int doubles() {
        return doubles;
    }

    byte[] csv() {
        StringBuilder text = new StringBuilder();
        text.append(String.join(",", COLUMNS)).append("\r\n");
        for (List<String> row : rows) {
            text.append(String.join(",", row)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Sightline", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Cameras");
            write(sheet, 0, COLUMNS);
            for (int i = 0; i < rows.size(); i++) {
                write(sheet, i + 1, rows.get(i));
            }
        }
        return out.toByteArray();
    }

    private static void write(Worksheet sheet, int row, List<String> values) {
        for (int column = 0; column < values.size(); column++) {
            sheet.value(row, column, values.get(column));
        }
    }
}
