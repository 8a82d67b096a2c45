package io.sightline.media.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in the order received; names are compared without regard to case. */
record RtspHeaders(List<Field> fields) {

    static final RtspHeaders NONE = new RtspHeaders(List.of());

    record Field(String name, String value) {}

    RtspHeaders {
        fields = List.copyOf(fields);
    }

    /** Pairs of name and value. */
    static RtspHeaders of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new RtspHeaders(fields);
    }

    Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
