package io.sightline.server.cli;

import io.sightline.server.cli.ApiClient.Refused;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./sightline camera add|list|remove}. Speaks to the API like any other program.
 *
 * <pre>
 * [--port N] [--data DIR] add NAME URL
 * [--port N] [--data DIR] list
 * [--port N] [--data DIR] remove ID-OR-NAME
 * [--port N] [--data DIR] ensure [URL ONVIF-URL NAME]…   adds those whose names are not there yet
 * </pre>
 *
 * <p>It is let in by the key that the server leaves in its data directory, or by the API key in the
 * environment's {@code SIGHTLINE_API_KEY}.
 */
public final class CameraCommand {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final String CAMERAS = "/api/v1/cameras";

    private final ApiClient api;
    private final PrintStream out;

    private CameraCommand(ApiClient api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err)
            throws InterruptedException {
        List<String> words = new ArrayList<>(arguments);
        String port = takeOption(words, "--port", "8080");
        Path data = Path.of(takeOption(words, "--data", "data"));
        port = takeOption(words, "--port", port);
        try {
            ApiClient api = new ApiClient("http://127.0.0.1:" + port, key(data));
            return new CameraCommand(api, out).run(words);
        } catch (Refused e) {
            err.println("sightline: " + e.getMessage());
            return REFUSED;
        } catch (ConnectException e) {
            err.println(
                    "sightline: no server answers on port "
                            + port
                            + "; start one with ./sightline run, or say --port N");
            return REFUSED;
        } catch (IOException | IllegalArgumentException e) {
            err.println("sightline: " + e.getMessage());
            return USAGE;
        }
    }

    private static String takeOption(List<String> words, String name, String otherwise) {
        if (words.size() < 2 || !words.getFirst().equals(name)) {
            return otherwise;
        }
        String value = words.get(1);
        words.subList(0, 2).clear();
        return value;
    }

    /** Without one the server says what is missing. */
    private static String key(Path data) throws IOException {
        String given = System.getenv("SIGHTLINE_API_KEY");
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        Path file = data.resolve("cli.key");
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return "none";
        } catch (AccessDeniedException e) {
            throw new Refused(
                    file + " is for another user's eyes only; set SIGHTLINE_API_KEY instead");
        }
    }

    private int run(List<String> words) throws IOException, InterruptedException {
        String verb = words.isEmpty() ? "" : words.getFirst();
        int count = words.size();
        if (verb.equals("add") && count == 3) {
            add(words.get(1), words.get(2));
        } else if (verb.equals("list") && count == 1) {
            list();
        } else if (verb.equals("remove") && count == 2) {
            remove(words.get(1));
        } else if (verb.equals("ensure") && count % 3 == 1) {
            ensure(words.subList(1, count));
        } else {
            throw new IllegalArgumentException(
                    "usage: camera [--port N] [--data DIR] add NAME URL | list | remove ID");
        }
        return DONE;
    }

    private void add(String name, String url) throws IOException, InterruptedException {
        JsonNode camera = api.post(CAMERAS, Map.of("name", name, "url", url, "record", true));
        out.println("added " + describe(camera));
    }

    private void list() throws IOException, InterruptedException {
        List<JsonNode> cameras = all();
        if (cameras.isEmpty()) {
            out.println("There are no cameras yet.");
        }
        cameras.forEach(camera -> out.println(describe(camera)));
    }

    private void remove(String idOrName) throws IOException, InterruptedException {
        List<JsonNode> meant =
                all().stream()
                        .filter(
                                camera ->
                                        text(camera, "id").equals(idOrName)
                                                || text(camera, "name").equals(idOrName))
                        .toList();
        if (meant.size() > 1) {
            throw new Refused("several cameras are called \"" + idOrName + "\"; say the id");
        }
        String id = meant.isEmpty() ? idOrName : text(meant.getFirst(), "id");
        api.delete(CAMERAS + "/" + ApiClient.segment(id));
        out.println("removed " + idOrName + "; what was recorded of it stays");
    }

    private void ensure(List<String> words) throws IOException, InterruptedException {
        List<JsonNode> known = all();
        for (int i = 0; i < words.size(); i += 3) {
            Map<String, String> place = Map.of("url", words.get(i), "onvifUrl", words.get(i + 1));
            String name = words.get(i + 2);
            List<JsonNode> same =
                    known.stream().filter(camera -> text(camera, "name").equals(name)).toList();
            if (same.isEmpty()) {
                Map<String, Object> camera = new HashMap<>(place);
                camera.put("name", name);
                camera.put("record", true);
                api.post(CAMERAS, camera);
            } else if (place.entrySet().stream()
                    .anyMatch(is -> !text(same.getFirst(), is.getKey()).equals(is.getValue()))) {
                api.patch(CAMERAS + "/" + text(same.getFirst(), "id"), place);
            }
        }
    }

    private List<JsonNode> all() throws IOException, InterruptedException {
        List<JsonNode> cameras = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(CAMERAS + "?limit=500" + cursor);
            page.get("items").forEach(cameras::add);
            JsonNode next = page.get("next");
            cursor = next.isNull() ? "" : "&cursor=" + ApiClient.segment(next.asString());
        } while (!cursor.isEmpty());
        return cameras;
    }

    private static String describe(JsonNode camera) {
        JsonNode status = camera.get("status");
        JsonNode failure = status.get("failure");
        return "%s  %-20s  %-10s  %s%s"
                .formatted(
                        text(camera, "id"),
                        text(camera, "name"),
                        text(status, "state"),
                        text(camera, "url"),
                        failure.isNull() ? "" : "  (" + text(failure, "detail") + ")");
    }

    private static String text(JsonNode object, String field) {
        return object.get(field).asString();
    }
}
