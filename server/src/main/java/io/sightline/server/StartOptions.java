package io.sightline.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says.
 *
 * @param data where everything is kept
 * @param port to listen on; 0 takes a free one
 * @param demo whether this is the demonstration with simulated cameras
 * @param settings further {@code --key=value}, as in application.yml
 */
record StartOptions(Path data, int port, boolean demo, List<String> settings) {

    static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    StartOptions {
        settings = List.copyOf(settings);
    }

    static StartOptions parse(String... arguments) throws StartRefused {
        Path data = Path.of("data");
        int port = DEFAULT_PORT;
        boolean demo = false;
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (name(argument)) {
                case "--data" -> {
                    data = Path.of(value(arguments, i));
                    i += argument.contains("=") ? 0 : 1;
                }
                case "--port" -> {
                    port = port(value(arguments, i));
                    i += argument.contains("=") ? 0 : 1;
                }
                case "--listen" -> {
                    settings.add("--server.listen=" + value(arguments, i));
                    i += argument.contains("=") ? 0 : 1;
                }
                case "--demo" -> demo = true;
                default -> settings.add(setting(argument));
            }
        }
        return new StartOptions(data, port, demo, settings);
    }

    private static String name(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 ? argument : argument.substring(0, equals);
    }

    private static String value(String[] arguments, int index) throws StartRefused {
        String argument = arguments[index];
        int equals = argument.indexOf('=');
        if (equals >= 0) {
            return argument.substring(equals + 1);
        }
        if (index + 1 == arguments.length) {
            throw new StartRefused(StartRefused.USAGE, argument + " needs a value");
        }
        return arguments[index + 1];
    }

    private static int port(String text) throws StartRefused {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, with the range.
        }
        throw new StartRefused(StartRefused.USAGE, "--port must be 0 … 65535, not " + text);
    }

    private static String setting(String argument) throws StartRefused {
        if (argument.startsWith("--") && argument.indexOf('=') > 2) {
            return argument;
        }
        throw new StartRefused(
                StartRefused.USAGE,
                "what is \""
                        + argument
                        + "\"? known are --data DIR, --port N, --listen ADDRESS and --KEY=VALUE for any setting");
    }
}
