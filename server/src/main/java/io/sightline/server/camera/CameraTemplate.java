package io.sightline.server.camera;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which paths the devices of a manufacturer serve their streams. User name and password are
 * no part of it: they travel in RTSP's own authentication.
 *
 * @param id a word for the API
 * @param aliases what else people write for the manufacturer
 * @param main path and query of the main stream; {@code {channel}} stands for the channel from 1,
 *     {@code {channel0}} for the channel from 0, {@code {channel2}} for two digits from 01
 * @param sub likewise; empty when the devices have one stream only
 * @param note for people
 */
public record CameraTemplate(
        String id,
        String manufacturer,
        List<String> aliases,
        int port,
        String main,
        String sub,
        String note) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    public CameraTemplate {
        aliases = List.copyOf(aliases);
        fill(main, 1);
        fill(sub, 1);
    }

    /** Path and query of a channel's stream. */
    public static String fill(String path, int channel) {
        Matcher matcher = PLACEHOLDER.matcher(path);
        return matcher.replaceAll(
                found ->
                        switch (found.group(1)) {
                            case "channel" -> Integer.toString(channel);
                            case "channel0" -> Integer.toString(channel - 1);
                            case "channel2" -> String.format(Locale.ROOT, "%02d", channel);
                            default ->
                                    throw new IllegalArgumentException(
                                            "a template knows no " + found.group());
                        });
    }

    /** Whether somebody who writes {@code word} means this one. */
    boolean isCalled(String word) {
        return id.equalsIgnoreCase(word)
                || manufacturer.equalsIgnoreCase(word)
                || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(word));
    }
}
