package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cameras as a table that {@link CameraImport} understands. Passwords are never in it: neither in
 * their column nor in a URL.
 */
final class CameraExport {

    private CameraExport() {}

    private static final Map<ImportColumn, String> BY_URL =
            Map.of(
                    ImportColumn.NAME, "Front door",
                    ImportColumn.URL, "rtsp://192.0.2.20:554/stream1",
                    ImportColumn.SUB_URL, "rtsp://192.0.2.20:554/stream2",
                    ImportColumn.USERNAME, "admin",
                    ImportColumn.PASSWORD, "secret",
                    ImportColumn.RECORD, "yes",
                    ImportColumn.TAGS, "outside, entrance",
                    ImportColumn.GROUPS, "Main building");

    private static final Map<ImportColumn, String> BY_MANUFACTURER =
            Map.of(
                    ImportColumn.NAME, "Car park",
                    ImportColumn.MANUFACTURER, "Hikvision",
                    ImportColumn.HOST, "192.0.2.21",
                    ImportColumn.CHANNEL, "1",
                    ImportColumn.USERNAME, "admin",
                    ImportColumn.PASSWORD, "secret",
                    ImportColumn.RECORD, "no",
                    ImportColumn.NOTE, "An example: delete both rows");

    /** A header and two rows, one for each way to say where a camera is. */
    static List<List<String>> example() {
        return List.of(header(), example(BY_URL), example(BY_MANUFACTURER));
    }

    private static List<String> example(Map<ImportColumn, String> cells) {
        return Stream.of(ImportColumn.values())
                .map(column -> cells.getOrDefault(column, ""))
                .toList();
    }

    private static List<String> header() {
        return Stream.of(ImportColumn.values()).map(ImportColumn::header).toList();
    }

    /** With its header. */
    static List<List<String>> table(List<Camera> cameras) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header());
        cameras.forEach(camera -> rows.add(row(camera)));
        return rows;
    }

    private static List<String> row(Camera camera) {
        return Stream.of(ImportColumn.values()).map(column -> cell(camera, column)).toList();
    }

    private static String cell(Camera camera, ImportColumn column) {
        return switch (column) {
            case NAME -> camera.name();
            case URL -> url(camera.mainStream());
            case SUB_URL -> isPlain(camera) ? url(sub(camera)) : "";
            case STREAMS -> isPlain(camera) ? "" : streams(camera);
            case MANUFACTURER -> camera.device().manufacturer();
            case TEMPLATE, PASSWORD -> "";
            case HOST -> camera.host();
            case PORT -> Integer.toString(camera.port());
            case ONVIF -> camera.onvif().map(DeviceAddress::url).orElse("");
            case CHANNEL -> channel(camera);
            case USERNAME -> camera.credentials().map(RtspCredentials::user).orElse("");
            case MODEL -> camera.device().model();
            case SERIAL -> camera.device().serial();
            case FIRMWARE -> camera.device().firmware();
            case RECORD -> camera.record() ? "yes" : "no";
            case TAGS -> String.join(", ", camera.tags());
            case GROUPS ->
                    camera.groups().stream()
                            .map(Camera.GroupName::name)
                            .collect(Collectors.joining(", "));
            case NOTE -> camera.note();
        };
    }

    /** One main stream, and one sub stream at most. */
    private static boolean isPlain(Camera camera) {
        long main = camera.streams().stream().filter(CameraStream::isMain).count();
        return main == 1 && camera.streams().size() <= 2;
    }

    private static Optional<CameraStream> sub(Camera camera) {
        return camera.streams().stream().filter(stream -> !stream.isMain()).findFirst();
    }

    private static String channel(Camera camera) {
        return camera.mainStream()
                .filter(stream -> stream.channel().isPresent())
                .map(stream -> Integer.toString(stream.channel().orElseThrow()))
                .orElse("");
    }

    private static String streams(Camera camera) {
        return camera.streams().stream()
                .map(
                        stream ->
                                "%s %d %s"
                                        .formatted(
                                                stream.role(),
                                                stream.channel().orElse(CameraStream.ONLY_CHANNEL),
                                                url(Optional.of(stream))))
                .collect(Collectors.joining("\n"));
    }

    private static String url(Optional<CameraStream> stream) {
        return stream.flatMap(CameraStream::address)
                .map(
                        address ->
                                new RtspAddress(
                                                address.tls(),
                                                address.host(),
                                                address.port(),
                                                address.target(),
                                                Optional.empty())
                                        .masked())
                .orElse("");
    }
}
