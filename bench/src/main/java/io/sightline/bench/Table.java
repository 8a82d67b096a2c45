package io.sightline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns: the first to the left, the others to the right. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row; it has as many cells as the header. */
    public Table row(Object... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("row and header differ in length");
        }
        rows.add(
                Arrays.stream(cells)
                        .map(
                                cell ->
                                        cell instanceof Double number
                                                ? Figure.number(number)
                                                : String.valueOf(cell))
                        .toList());
        return this;
    }

    /** As Markdown, which reads well as plain text too and can go into the README as it is. */
    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                text.append(i == 0 ? "| " + row.get(i) + pad : " | " + pad + row.get(i));
            }
            text.append(" |\n");
            if (row == rows.getFirst()) {
                for (int i = 0; i < widths.length; i++) {
                    text.append('|').append("-".repeat(widths[i] + 1)).append(i == 0 ? '-' : ':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
