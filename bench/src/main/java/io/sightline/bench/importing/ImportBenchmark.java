package io.sightline.bench.importing;

import io.sightline.bench.Benchmark;
import io.sightline.bench.Figure;
import io.sightline.bench.Options;
import io.sightline.bench.Outcome;
import io.sightline.bench.Progress;
import io.sightline.bench.Table;
import io.sightline.bench.process.DirectoryTree;
import io.sightline.bench.process.ServerProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code import}: from the upload of a list of cameras to the report that says row by row what is
 * new, double or wrong, as CSV and as a workbook. The first of each meets a server that has just
 * been started, as those do who import: it counts, and the ones after it are shown.
 */
public final class ImportBenchmark implements Benchmark {

    private static final int ROWS = 5_000;
    private static final int AGAIN = 5;
    private static final double MOST_MILLIS = 3_000;
    private static final double AIM_MILLIS = 1_000;
    private static final String BOUNDARY = "sightline-list-of-cameras";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    /** How long dry runs took: the first, and each after it. */
    private record Millis(double first, List<Double> again) {

        double median() {
            return again.stream().sorted().toList().get(again.size() / 2);
        }
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "dry run of a long list of cameras, CSV and workbook";
    }

    @Override
    public String optionsHelp() {
        return "--rows N   of the list (%d)\n".formatted(ROWS);
    }

    @Override
    public Outcome run(Options options, Progress progress) throws Exception {
        options.allowOnly("rows");
        int rows = options.number("rows", ROWS);
        CameraList list = new CameraList(rows);
        progress.step("CSV of " + rows + " rows");
        Millis csv = measure(list, "cameras.csv", list.csv());
        progress.step("workbook of " + rows + " rows");
        Millis workbook = measure(list, "cameras.xlsx", list.workbook());
        Table table = new Table("file", "rows", "first, ms", "then, ms");
        table.row("CSV", rows, csv.first(), csv.median());
        table.row("workbook", rows, workbook.first(), workbook.median());
        List<Figure> figures =
                List.of(
                        Figure.atMost("csvMillis", csv.first(), MOST_MILLIS, AIM_MILLIS),
                        Figure.of("csvAgainMillis", csv.median()),
                        Figure.atMost("workbookMillis", workbook.first(), MOST_MILLIS, AIM_MILLIS),
                        Figure.of("workbookAgainMillis", workbook.median()));
        boolean real = rows >= ROWS;
        return new Outcome(
                List.of(table), real ? figures : figures.stream().map(Figure::unbound).toList());
    }

    private static Millis measure(CameraList list, String fileName, byte[] content)
            throws Exception {
        Path data = Files.createTempDirectory("sightline-import");
        try (ServerProcess server = ServerProcess.start(data.resolve("server"), List.of());
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = upload(server, fileName, content);
            double first = dryRun(http, request, list);
            List<Double> again = new ArrayList<>();
            for (int i = 0; i < AGAIN; i++) {
                again.add(dryRun(http, request, list));
            }
            return new Millis(first, again);
        } finally {
            DirectoryTree.delete(data);
        }
    }

    private static HttpRequest upload(ServerProcess server, String fileName, byte[] content)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                """
                        .formatted(BOUNDARY, fileName)
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(server.base().resolve("/api/v1/cameras/import?dryRun=true"))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + server.key())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    /** How long it took, once the report was seen to be right. */
    private static double dryRun(HttpClient http, HttpRequest request, CameraList list)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
        double millis = (System.nanoTime() - begun) / 1e6;
        if (reply.statusCode() != 200) {
            throw new IOException("the dry run answers " + reply.body());
        }
        JsonNode counts = JSON.readTree(reply.body()).path("counts");
        if (counts.path("wrong").asInt() != list.wrong()
                || counts.path("double").asInt() != list.doubles()) {
            throw new IOException("the dry run counts " + counts);
        }
        return millis;
    }
}
