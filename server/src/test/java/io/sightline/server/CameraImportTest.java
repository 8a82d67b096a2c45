package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.sightline.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists of cameras, into a real server and out of it. */
class CameraImportTest {

    private static final String CAMERAS = "/api/v1/cameras";
    private static final String IMPORT = CAMERAS + "/import?";

    @TempDir Path data;
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer dryRun(byte[] file) {
        return server.upload(IMPORT + "dryRun=true", "cameras", file);
    }

    private Answer apply(byte[] file) {
        return server.upload(IMPORT + "dryRun=false", "cameras", file);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String counts(Answer answer) {
        JsonNode counts = answer.json().path("counts");
        return "new %d, double %d, wrong %d, added %d"
                .formatted(
                        counts.path("new").asInt(),
                        counts.path("double").asInt(),
                        counts.path("wrong").asInt(),
                        counts.path("added").asInt());
    }

    private int cameras() {
        int count = 0;
        String cursor = "";
        do {
            JsonNode page = server.get(CAMERAS + "?limit=500" + cursor).json();
            count += page.path("items").size();
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return count;
    }

    /** 500 rows, of which the 12th, the 250th and the last are wrong, each in another way. */
    private static byte[] threeWrongAmong500() {
        StringBuilder csv = new StringBuilder("Name;IP;Port;Vendor;Login;Pass;Record\r\n");
        IntStream.rangeClosed(1, 500)
                .forEach(
                        i -> {
                            String port = i == 250 ? "no port" : "554";
                            String vendor = i == 500 ? "Nobody" : "dahua";
                            String name = i == 12 ? "" : "Camera " + i;
                            csv.append(
                                    "%s;127.60.%d.%d;%s;%s;admin;geheim;no\r\n"
                                            .formatted(name, i / 250, i % 250, port, vendor));
                        });
        return utf8(csv.toString());
    }

    @Test
    void readsTheTableThatIsThereToBeFilledIn() {
        Answer table = server.get(CAMERAS + "/import/template?format=csv");
        assertThat(table.response().headers().firstValue("Content-Disposition").orElseThrow())
                .contains("cameras-to-import.csv");
        assertThat(counts(dryRun(utf8(table.response().body()))))
                .isEqualTo("new 2, double 0, wrong 0, added 0");
        assertThat(server.get(CAMERAS + "/import/template?format=pdf").problem())
                .isEqualTo("invalid-export-format");
    }

    @Test
    void addsNothingWhenThreeOf500AreWrongUnlessTheGoodOnesAreAskedFor() {
        Answer dry = dryRun(threeWrongAmong500());
        assertThat(dry.status()).as(dry.response().body()).isEqualTo(200);
        assertThat(counts(dry)).isEqualTo("new 497, double 0, wrong 3, added 0");
        assertThat(
                        StreamSupport.stream(dry.json().path("items").spliterator(), false)
                                .filter(row -> row.path("status").asString().equals("wrong"))
                                .map(
                                        row ->
                                                row.path("row").asInt()
                                                        + " "
                                                        + row.at("/errors/0/column").asString()
                                                        + ": "
                                                        + row.at("/errors/0/detail").asString()))
                .containsExactly(
                        "13 Name: A camera needs a name of 1 to 200 characters.",
                        "251 Port: \"no port\" is not a number.",
                        "501 Vendor: There is no template \"Nobody\".");
        assertThat(cameras()).isZero();

        Answer refused = apply(threeWrongAmong500());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("import-has-mistakes");
        assertThat(refused.json().at("/report/counts/wrong").asInt()).isEqualTo(3);
        assertThat(cameras()).isZero();

        Answer good =
                server.upload(
                        IMPORT + "dryRun=false&onlyGood=true", "cameras", threeWrongAmong500());
        assertThat(counts(good)).isEqualTo("new 497, double 0, wrong 3, added 497");
        assertThat(cameras()).isEqualTo(497);
        assertThat(counts(dryRun(threeWrongAmong500())))
                .isEqualTo("new 0, double 497, wrong 3, added 0");
        assertThat(good.response().body()).doesNotContain("geheim");
    }

    @Test
    void tellsOfWhatARowIsADouble() {
        String id = server.addCamera("There", "rtsp://127.61.0.1/a", false).text("id");
        Answer dry =
                dryRun(
                        utf8(
                                """
                                name,url,serial
                                Again,rtsp://u:p@127.61.0.1/a,
                                Fresh,rtsp://127.61.0.2/,S1
                                Twice,rtsp://127.61.0.3/,s1
                                """));
        assertThat(counts(dry)).isEqualTo("new 1, double 2, wrong 0, added 0");
        assertThat(dry.json().at("/items/0/cameraId").asString()).isEqualTo(id);
        assertThat(dry.json().at("/items/0/reason").asString())
                .isEqualTo("\"There\" has the same address.");
        assertThat(dry.json().at("/items/2/sameAsRow").asInt()).isEqualTo(3);
        assertThat(dry.json().at("/items/2/reason").asString())
                .isEqualTo("\"Fresh\" has the same serial number.");
    }

    @Test
    void takesARussianFileInWindows1251() {
        byte[] file =
                """
                Название камеры;IP-адрес;Производитель;Логин;Пароль;Группа;Запись;Этаж
                Вход;127.62.0.1;Хиквижн;admin;пароль;Склад, Офис;нет;1
                """
                        .getBytes(Charset.forName("windows-1251"));
        Answer added = apply(file);
        assertThat(counts(added)).as(added.response().body()).startsWith("new 1");
        assertThat(added.json().at("/ignoredColumns/0").asString()).isEqualTo("Этаж");
        JsonNode camera =
                server.get(CAMERAS + "/" + added.json().at("/items/0/cameraId").asString()).json();
        assertThat(camera.path("name").asString()).isEqualTo("Вход");
        assertThat(camera.path("record").asBoolean(true)).isFalse();
        assertThat(camera.path("groups")).hasSize(2);
        assertThat(camera.at("/streams/1/url").asString())
                .isEqualTo("rtsp://admin:***@127.62.0.1/Streaming/Channels/102");
    }

    @Test
    void takesAWorkbookByLibreOffice() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        getClass()
                                .getResourceAsStream(
                                        "/io/sightline/server/camera/sheet/cameras.xlsx"))) {
            Answer added = apply(in.readAllBytes());
            assertThat(counts(added))
                    .as(added.response().body())
                    .isEqualTo("new 2, double 0, wrong 0, added 2");
        }
        JsonNode lobby = server.get(CAMERAS + "?q=lobby").json().at("/items/0");
        assertThat(lobby.path("name").asString()).isEqualTo("Lobby 7");
        assertThat(lobby.path("serial").asString()).isEqualTo("123456789012345");
        assertThat(lobby.path("port").asInt()).isEqualTo(554);
        assertThat(lobby.path("record").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void exportsWhatItImportsButNoPassword(String format) {
        server.post(
                CAMERAS,
                """
                {"name":"=HYPERLINK(\\"http://evil\\")","url":"rtsp://root:s3cr3t@127.63.0.1/a",
                 "subUrl":"rtsp://127.63.0.1/b","channel":2,"tags":["+north","yard"],
                 "onvifUrl":"http://127.63.0.1:8899/onvif/device_service",
                 "manufacturer":"@Acme","serial":"-7","note":"two\\nlines","record":false}""");
        server.post(
                CAMERAS,
                """
                {"name":"Recorder","streams":[
                 {"role":"main","channel":1,"url":"rtsp://127.63.0.2/1"},
                 {"role":"main","channel":2,"url":"rtsp://127.63.0.2/2"},
                 {"role":"sub","channel":2,"url":"rtsp://127.63.0.2/3"}]}""");
        byte[] file = server.download(CAMERAS + "/export?format=" + format);
        if (format.equals("csv")) {
            String text = new String(file, StandardCharsets.UTF_8);
            assertThat(text).startsWith("\uFEFFName,URL,").contains("\r\n");
            assertThat(text).contains("\"'=HYPERLINK(\"\"http").doesNotContain("s3cr3t");
        }
        assertThat(counts(dryRun(file))).isEqualTo("new 0, double 2, wrong 0, added 0");
        JsonNode before = server.get(CAMERAS).json().path("items");
        before.forEach(
                camera -> server.send("DELETE", CAMERAS + "/" + camera.path("id").asString(), ""));
        assertThat(counts(apply(file))).isEqualTo("new 2, double 0, wrong 0, added 2");
        JsonNode after = server.get(CAMERAS + "?q=hyperlink").json().at("/items/0");
        for (String field :
                new String[] {
                    "name", "tags", "manufacturer", "serial", "note", "record", "onvifUrl"
                }) {
            assertThat(after.path(field)).as(field).isEqualTo(before.at("/0/" + field));
        }
        assertThat(after.path("onvifUrl").asString())
                .isEqualTo("http://127.63.0.1:8899/onvif/device_service");
        assertThat(after.path("username").asString()).isEqualTo("root");
        assertThat(server.get(CAMERAS + "?q=recorder").json().at("/items/0/streams")).hasSize(3);
        assertThat(server.get(CAMERAS + "/export?format=pdf").problem())
                .isEqualTo("invalid-export-format");
    }

    @Test
    void refusesAddressesThatAreNoCameras() {
        int port = server.uri("/").getPort();
        Answer dry =
                dryRun(
                        utf8(
                                "name,url\nmeta,rtsp://169.254.169.254/\nself,rtsp://localhost:%d/\n"
                                        .formatted(port)));
        assertThat(counts(dry)).isEqualTo("new 0, double 0, wrong 2, added 0");
        assertThat(dry.json().at("/items/0/errors/0/detail").asString()).contains("link-local");
        assertThat(dry.json().at("/items/1/errors/0/detail").asString()).contains("server itself");
    }

    @Test
    void looksAtWhereACameraIsControlledAsAtWhereItsStreamIs() {
        Answer dry =
                dryRun(
                        utf8(
                                """
                                Название,URL,Адрес ONVIF
                                meta,rtsp://127.64.0.1/a,http://169.254.169.254/
                                odd,rtsp://127.64.0.2/a,http://
                                good,rtsp://127.64.0.3/a,127.64.0.3:8000
                                """));

        assertThat(counts(dry)).isEqualTo("new 1, double 0, wrong 2, added 0");
        assertThat(dry.json().at("/items/0/errors/0/column").asString()).isEqualTo("Адрес ONVIF");
        assertThat(dry.json().at("/items/0/errors/0/detail").asString()).contains("link-local");
        assertThat(dry.json().at("/items/1/errors/0/column").asString()).isEqualTo("Адрес ONVIF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just a sentence",
                "name,colour\nGate,blue\n",
                "PK\u0003\u0004 is not a workbook"
            })
    void refusesWhatIsNoListOfCameras(String text) {
        Answer refused = dryRun(utf8(text));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("unreadable-import");
        assertThat(refused.text("detail")).isNotBlank();
    }

    @Test
    void refusesAHundredMegabytesOfZeros() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        Answer refused = dryRun(out.toByteArray());
        assertThat(refused.problem()).isEqualTo("unreadable-import");
        assertThat(refused.text("detail")).contains("32 MB");
        Answer large = dryRun(new byte[12 << 20]);
        assertThat(large.status()).isEqualTo(413);
    }

    @Test
    void looksThrough5000RowsWithinThreeSeconds() {
        StringBuilder csv =
                new StringBuilder("Name,URL,Sub URL,User,Password,Record,Tags,Groups\n");
        for (int i = 0; i < 5_000; i++) {
            String host = "127.%d.%d.%d".formatted(100 + i / 50_000, i / 250, i % 250 + 1);
            csv.append("Camera %d,rtsp://%s/main,rtsp://%s/sub,".formatted(i, host, host))
                    .append("admin,geheim,no,a;b,Site %d\n".formatted(i % 20));
        }
        byte[] file = utf8(csv.toString());
        dryRun(threeWrongAmong500());
        Duration took = measured("dry run of 5,000 rows", () -> dryRun(file), 5_000, 0);
        assertThat(took).isLessThan(Duration.ofSeconds(3));

        measured("adding them", () -> apply(file), 5_000, 0);
        measured("dry run when all are there", () -> dryRun(file), 0, 5_000);
        long start = System.nanoTime();
        Answer found = server.get(CAMERAS + "?q=camera%204999&limit=10");
        System.out.println("search among them: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(found.json().path("items")).hasSize(1);
        assertThat(server.download(CAMERAS + "/export?format=xlsx").length).isGreaterThan(100_000);
    }

    /** Returns the processor's time: the machine may have other things to do. */
    private static Duration measured(String what, Supplier<Answer> run, int fresh, int doubles) {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long startCpu = system.getProcessCpuTime();
        Answer answer = run.get();
        Duration cpu = Duration.ofNanos(system.getProcessCpuTime() - startCpu);
        System.out.printf(
                "%s: %d ms, %d ms of processor time%n",
                what, (System.nanoTime() - start) / 1_000_000, cpu.toMillis());
        assertThat(counts(answer)).startsWith("new %d, double %d".formatted(fresh, doubles));
        return cpu;
    }
}
