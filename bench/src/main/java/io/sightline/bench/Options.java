package io.sightline.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands after a benchmark's name: {@code --key value} pairs and {@code --flag}s. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * @throws IllegalArgumentException for a word that belongs to no option
     */
    public static Options parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("--") || word.length() == 2) {
                throw new IllegalArgumentException("not an option: " + word);
            }
            boolean valueFollows =
                    i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
            values.put(word.substring(2), valueFollows ? arguments.get(++i) : "true");
        }
        return new Options(values);
    }

    /** Fails on an option that the benchmark does not know: a typing error must not go unseen. */
    public void allowOnly(String... known) {
        for (String given : values.keySet()) {
            if (!Set.of(known).contains(given)) {
                throw new IllegalArgumentException(
                        "unknown option --%s; known are %s".formatted(given, List.of(known)));
            }
        }
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public int number(String key, int otherwise) {
        return text(key).map(Integer::parseInt).orElse(otherwise);
    }

    public Duration seconds(String key, Duration otherwise) {
        return text(key).map(value -> Duration.ofSeconds(Long.parseLong(value))).orElse(otherwise);
    }

    public boolean flag(String key) {
        return values.containsKey(key);
    }
}
