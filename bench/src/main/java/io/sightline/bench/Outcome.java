package io.sightline.bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a benchmark arrived at.
 *
 * @param tables measurements of us and the peer, in the order shown
 * @param figures what goes into the closing line and is held to its bounds
 */
public record Outcome(List<Table> tables, List<Figure> figures) {

    public Outcome {
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
    }

    public boolean meetsMusts() {
        return figures.stream().allMatch(Figure::meetsMust);
    }

    /** {@code NAME key=value …}. */
    public String closingLine(String name) {
        return figures.stream()
                .map(Figure::inClosingLine)
                .collect(Collectors.joining(" ", name + " ", ""));
    }

    /** The figures against what was promised. */
    Table figuresTable() {
        Table table = new Table("figure", "measured", "must", "aim", "");
        for (Figure figure : figures) {
            table.row(
                    figure.key(),
                    figure.valueText(),
                    figure.must().map(Figure.Bound::describe).orElse("—"),
                    figure.aim().map(Figure.Bound::describe).orElse("—"),
                    verdict(figure));
        }
        return table;
    }

    private static String verdict(Figure figure) {
        if (!figure.meetsMust()) {
            return "MISSED";
        }
        if (figure.must().isEmpty()) {
            return "";
        }
        return figure.meetsAim() ? "met, aim met" : "met";
    }
}
