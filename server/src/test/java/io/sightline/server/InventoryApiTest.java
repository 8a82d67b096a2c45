package io.sightline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is kept of cameras, on a real server without any camera. */
class InventoryApiTest {

    private static final String CAMERAS = "/api/v1/cameras";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer add(String json) {
        return server.post(CAMERAS, json.replace('\'', '"'));
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> field.isEmpty() ? node.asString() : node.path(field).asString())
                .toList();
    }

    private static List<String> names(String query) {
        Answer list = server.get(CAMERAS + "?limit=500&" + query);
        assertThat(list.status()).as(list.response().body()).isEqualTo(200);
        return texts(list.json().path("items"), "name");
    }

    @Test
    void recordsTheMainStreamAndPreviewsTheSubStream() {
        Answer added =
                add(
                        "{'name':'Two streams','url':'rtsp://127.1.0.1/main',"
                                + "'subUrl':'rtsp://127.1.0.1/sub','channel':3}");
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(texts(added.json().path("streams"), "name"))
                .containsExactly("cam_127_1_0_1_ch3_main", "cam_127_1_0_1_ch3_sub");
        assertThat(added.text("preview")).isEqualTo("cam_127_1_0_1_ch3_sub");
        assertThat(server.get("/api/v1/streams/cam_127_1_0_1_ch3_main").status()).isEqualTo(200);
        assertThat(
                        server.await(
                                        "/api/v1/streams/cam_127_1_0_1_ch3_main",
                                        a ->
                                                !a.json()
                                                        .at("/recording/state")
                                                        .asString()
                                                        .equals("off"))
                                .status())
                .isEqualTo(200);
        assertThat(
                        server.get("/api/v1/streams/cam_127_1_0_1_ch3_sub")
                                .json()
                                .at("/recording/state")
                                .asString())
                .isEqualTo("off");
    }

    @Test
    void namesSeveralChannelsOfOneDevice() {
        Answer added =
                add(
                        "{'name':'Recorder','streams':["
                                + "{'role':'main','channel':1,'url':'rtsp://127.1.0.2/1'},"
                                + "{'role':'sub','channel':1,'url':'rtsp://127.1.0.2/2'},"
                                + "{'role':'main','channel':2,'url':'rtsp://127.1.0.2/3'},"
                                + "{'role':'main','channel':2,'url':'rtsp://127.1.0.2/4'}]}");
        assertThat(texts(added.json().path("streams"), "name"))
                .containsExactly(
                        "cam_127_1_0_2_ch1_main",
                        "cam_127_1_0_2_ch2_main",
                        "cam_127_1_0_2_ch2_main_2",
                        "cam_127_1_0_2_ch1_sub");
    }

    @ParameterizedTest
    @CsvSource({
        "hikvision, 2, /Streaming/Channels/201, /Streaming/Channels/202",
        "Dahua, 4, /cam/realmonitor?channel=4&subtype=0, /cam/realmonitor?channel=4&subtype=1",
        "axis, 1, /axis-media/media.amp?camera=1,"
                + " /axis-media/media.amp?camera=1&resolution=640x360",
        "宇视, 1, /media/video1, /media/video2",
        "reolink, 1, /h264Preview_01_main, /h264Preview_01_sub",
        "Tapo, 1, /stream1, /stream2",
        "hanwha, 1, /profile2/media.smp, /profile3/media.smp",
        "bosch, 1, /?line=1&inst=1, /?line=1&inst=2",
    })
    void addsByTheTemplateOfAManufacturer(String word, int channel, String main, String sub) {
        String host = "cam-" + Integer.toHexString(word.hashCode()) + ".invalid";
        Answer added =
                add(
                        "{'name':'%s','template':'%s','host':'%s','port':8554,'channel':%d,"
                                        .formatted(word, word, host, channel)
                                + "'username':'root','password':'pässword/1'}");
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        String base = "rtsp://root:***@" + host + ":8554";
        assertThat(texts(added.json().path("streams"), "url"))
                .containsExactly(base + main, base + sub);
        assertThat(added.response().body()).doesNotContain("pässword");
    }

    @Test
    void listsTemplatesWithoutUsersInThem() {
        Answer templates = server.get("/api/v1/camera-templates");
        assertThat(texts(templates.json().path("items"), "manufacturer"))
                .contains(
                        "Hikvision",
                        "Dahua",
                        "Axis",
                        "Uniview",
                        "Reolink",
                        "TP-Link",
                        "Hanwha",
                        "Bosch",
                        "Generic");
        assertThat(templates.response().body()).doesNotContain("{user", "{pass", "@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'name':'x','url':'rtsp://127.2.0.1/a'}; address",
                "{'name':'x','url':'rtsp://other:user@127.2.0.1:554/a'}; address",
                "{'name':'x','url':'rtsp://127.2.0.9/z','subUrl':'rtsp://127.2.0.1/a'}; address",
                "{'name':'x','url':'rtsp://127.2.0.2/','serial':'sn-7'}; serial",
                "{'name':'x','template':'dahua','host':'127.2.0.1','channel':2}; channel"
            })
    void tellsWhichCameraIsThereAlready(String json, String why) {
        Answer there = add("{'name':'There','url':'rtsp://127.2.0.1/a','serial':'SN-7'}");
        add("{'name':'Second channel','url':'rtsp://127.2.0.1/b','channel':2}");
        String id =
                there.status() == 201
                        ? there.text("id")
                        : server.get(CAMERAS + "?q=There").json().at("/items/0/id").asString();
        Answer refused = add(json);
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("camera-exists");
        assertThat(refused.text("detail")).contains(why);
        if (!why.equals("channel")) {
            assertThat(refused.text("id")).isEqualTo(id);
        }
    }

    @Test
    void doesNotMoveACameraOntoAnother() {
        add("{'name':'First','url':'rtsp://127.2.1.1/a'}");
        Answer second = add("{'name':'Second','url':'rtsp://127.2.1.2/a'}");
        Answer moved =
                server.send(
                        "PATCH",
                        CAMERAS + "/" + second.text("id"),
                        "{\"url\":\"rtsp://127.2.1.1/a\"}");
        assertThat(moved.problem()).isEqualTo("camera-exists");
        assertThat(server.get(CAMERAS + "/" + second.text("id")).text("host"))
                .isEqualTo("127.2.1.2");
    }

    @Test
    void movesTheSubStreamAlongWithTheMainOne() {
        Answer added =
                add(
                        "{'name':'Moves','url':'rtsp://u:p@127.2.2.1/main',"
                                + "'subUrl':'rtsp://127.2.2.1/sub'}");
        Answer moved =
                server.send(
                        "PATCH",
                        CAMERAS + "/" + added.text("id"),
                        "{\"url\":\"rtsp://u:q@127.2.2.2:8554/main\"}");
        assertThat(texts(moved.json().path("streams"), "url"))
                .containsExactly(
                        "rtsp://u:***@127.2.2.2:8554/main", "rtsp://u:***@127.2.2.2:8554/sub");
        assertThat(texts(moved.json().path("streams"), "name"))
                .isEqualTo(texts(added.json().path("streams"), "name"));
    }

    @Test
    void takesAwayAndGivesASubStream() {
        Answer added = add("{'name':'Sub','url':'rtsp://127.2.3.1/main'}");
        String path = CAMERAS + "/" + added.text("id");
        Answer with = server.send("PATCH", path, "{\"subUrl\":\"rtsp://127.2.3.1/sub\"}");
        assertThat(with.text("preview")).isEqualTo("cam_127_2_3_1_ch1_sub");
        Answer without = server.send("PATCH", path, "{\"subUrl\":\"\"}");
        assertThat(without.text("preview")).isEqualTo("cam_127_2_3_1_ch1_main");
        assertThat(server.get("/api/v1/streams/cam_127_2_3_1_ch1_sub").status()).isEqualTo(404);
    }

    @Test
    void sendsNoHiddenPasswordToAnotherHostByTheSubStream() {
        Answer added = add("{'name':'Thief','url':'rtsp://admin:secret@127.2.4.1/main'}");
        Answer refused =
                server.send(
                        "PATCH",
                        CAMERAS + "/" + added.text("id"),
                        "{\"subUrl\":\"rtsp://127.2.4.66/sub\"}");
        assertThat(refused.problem()).isEqualTo("invalid-camera-url");
    }

    @Test
    void changesCredentialsEverywhereButShowsThemNowhere() {
        Answer added =
                add(
                        "{'name':'Locks','url':'rtsp://old:old1@127.2.5.1/a?user=old&password=old1',"
                                + "'subUrl':'rtsp://127.2.5.1/b'}");
        String path = CAMERAS + "/" + added.text("id");
        Answer changed =
                server.send(
                        "PUT",
                        path + "/credentials",
                        "{\"username\":\"fresh\",\"password\":\"n3w&s3cret\"}");
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(texts(changed.json().path("streams"), "url"))
                .containsExactly(
                        "rtsp://fresh:***@127.2.5.1/a?user=fresh&password=***",
                        "rtsp://fresh:***@127.2.5.1/b");
        assertThat(changed.text("username")).isEqualTo("fresh");
        Answer none = server.send("PUT", path + "/credentials", "{}");
        assertThat(none.text("username")).isEmpty();
        assertThat(server.send("PUT", path + "/credentials", "{\"password\":\"alone\"}").problem())
                .isEqualTo("invalid-camera");
    }

    @Test
    void findsByWordsTagsGroupsAndState() {
        server.post("/api/v1/groups", "{\"name\":\"Warehouse\"}");
        add(
                "{'name':'Dock one','url':'rtsp://127.3.0.1/','tags':['dock',' north '],"
                        + "'groups':['Warehouse'],'manufacturer':'Acme','serial':'ZX81'}");
        add("{'name':'Dock two','url':'rtsp://127.3.0.2/','tags':['dock']}");
        assertThat(names("q=dock")).containsExactly("Dock one", "Dock two");
        assertThat(names("q=DOCK%20acme")).containsExactly("Dock one");
        assertThat(names("q=zx81")).containsExactly("Dock one");
        assertThat(names("q=127.3.0.2")).containsExactly("Dock two");
        assertThat(names("q=warehouse")).containsExactly("Dock one");
        assertThat(names("tag=north")).containsExactly("Dock one");
        assertThat(names("tag=dock&q=two")).containsExactly("Dock two");
        assertThat(names("state=live&tag=dock")).isEmpty();
        String group = server.get(CAMERAS + "?q=zx81").json().at("/items/0/groups/0/id").asString();
        assertThat(names("group=" + group)).containsExactly("Dock one");
        assertThat(names("group=none")).isEmpty();
        assertThat(names("favourite=true&tag=dock")).isEmpty();
    }

    @Test
    void keepsGroups() {
        Answer added = server.post("/api/v1/groups", "{\"name\":\" Yard \"}");
        assertThat(added.status()).isEqualTo(201);
        String path = "/api/v1/groups/" + added.text("id");
        assertThat(server.post("/api/v1/groups", "{\"name\":\"Yard\"}").problem())
                .isEqualTo("group-exists");
        assertThat(server.post("/api/v1/groups", "{\"name\":\" \"}").problem())
                .isEqualTo("invalid-group-name");
        Answer camera = add("{'name':'In the yard','url':'rtsp://127.3.1.1/','groups':['Yard']}");
        assertThat(server.get(path).json().path("cameras").asInt()).isEqualTo(1);
        server.send("PATCH", path, "{\"name\":\"Court\"}");
        String cameraPath = CAMERAS + "/" + camera.text("id");
        assertThat(server.get(cameraPath).json().at("/groups/0/name").asString())
                .isEqualTo("Court");
        assertThat(server.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.get(cameraPath).json().path("groups")).isEmpty();
        assertThat(server.get(path).problem()).isEqualTo("group-not-found");
        assertThat(add("{'name':'Lost','url':'rtsp://127.3.1.2/','groups':['Court']}").problem())
                .isEqualTo("invalid-camera");
    }

    @Test
    void doesToManyWhatCanBeDoneAndTellsOfEach() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(add("{'name':'Bulk','url':'rtsp://127.4.0.%d/'}".formatted(i)).text("id"));
        }
        String list = "[\"" + String.join("\",\"", ids) + "\",\"nobody\"]";
        Answer tagged = bulk(list, "\"tag\",\"tag\":\"seen\"");
        assertThat(texts(tagged.json().path("items"), "result"))
                .containsExactly("done", "done", "done", "failed");
        assertThat(tagged.json().at("/items/3/problem").asString()).isEqualTo("camera-not-found");
        assertThat(names("tag=seen")).hasSize(3);
        assertThat(texts(bulk(list, "\"tag\",\"tag\":\"seen\"").json().path("items"), "result"))
                .containsExactly("unchanged", "unchanged", "unchanged", "failed");
        server.post("/api/v1/groups", "{\"name\":\"Bulk group\"}");
        bulk(list, "\"group\",\"group\":\"Bulk group\"");
        assertThat(
                        server.get(CAMERAS + "/" + ids.getFirst())
                                .json()
                                .at("/groups/0/name")
                                .asString())
                .isEqualTo("Bulk group");
        bulk(list, "\"stop-recording\"");
        assertThat(server.get(CAMERAS + "/" + ids.getFirst()).json().path("record").asBoolean())
                .isFalse();
        Answer deleted = bulk(list, "\"delete\"");
        assertThat(deleted.json().at("/items/0/detail").asString()).contains("recorded");
        assertThat(names("tag=seen")).isEmpty();
        assertThat(server.get("/api/v1/streams/cam_127_4_0_1_ch1_main").status()).isEqualTo(404);
    }

    @Test
    void saysWhatThereIsToChooseFrom() {
        add(
                "{'name':'Counted','url':'rtsp://127.5.0.1/','tags':['counted','first'],'record':false}");
        add("{'name':'Counted','url':'rtsp://127.5.0.2/','tags':['counted'],'record':false}");
        JsonNode summary = server.get(CAMERAS + "/summary").json();
        assertThat(summary.path("cameras").asInt())
                .isEqualTo(server.get(CAMERAS + "?limit=500").json().path("items").size());
        assertThat(summary.at("/states/idle").asInt()).isPositive();
        assertThat(summary.path("tags").toString())
                .contains("{\"tag\":\"counted\",\"cameras\":2}")
                .contains("{\"tag\":\"first\",\"cameras\":1}");
    }

    @Test
    void triesNoPasswordThatIsHidden() {
        Answer refused =
                server.post(CAMERAS + "/probe", "{\"url\":\"rtsp://admin:***@127.5.1.1/main\"}");
        assertThat(refused.problem()).isEqualTo("invalid-camera-url");
        assertThat(refused.text("detail")).contains("hidden");
    }

    @Test
    void refusesToMoveACameraToAPlaceThatIsNotAllowed() {
        Answer added = add("{'name':'Stays','url':'rtsp://127.5.2.1/main','record':false}");
        String path = CAMERAS + "/" + added.text("id");
        for (String field : List.of("url", "subUrl")) {
            Answer refused =
                    server.send(
                            "PATCH", path, "{\"%s\":\"rtsp://169.254.169.254/\"}".formatted(field));
            assertThat(refused.problem()).isEqualTo("camera-address-refused");
        }
        assertThat(server.get(path).text("host")).isEqualTo("127.5.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ids\":[],\"action\":\"delete\"}",
                "{\"ids\":[\"x\"],\"action\":\"explode\"}",
                "{\"ids\":[null],\"action\":\"delete\"}"
            })
    void refusesABulkActionThatIsNone(String json) {
        assertThat(server.post(CAMERAS + "/bulk", json).problem()).isEqualTo("invalid-bulk-action");
    }

    private static Answer bulk(String ids, String action) {
        Answer answer =
                server.post(CAMERAS + "/bulk", "{\"ids\":%s,\"action\":%s}".formatted(ids, action));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://169.254.169.254/latest/meta-data",
                "rtsp://[fe80::1]/",
                "rtsp://0.0.0.0/",
                "rtsp://[::ffff:169.254.169.254]/",
                "rtsp://2852039166/",
                "rtsp://224.0.0.1/"
            })
    void refusesAddressesThatAreNoCameras(String url) {
        String json = "{\"name\":\"x\",\"url\":\"" + url + "\"}";
        Answer added = server.post(CAMERAS, json);
        assertThat(added.status()).isEqualTo(422);
        assertThat(added.problem()).isEqualTo("camera-address-refused");
        assertThat(server.post(CAMERAS + "/probe", json).problem())
                .isEqualTo("camera-address-refused");
    }

    @Test
    void refusesItsOwnPortButNoOtherOnThisMachine() {
        int port = server.uri("/").getPort();
        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "127.9.9.9")) {
            String url = "rtsp://%s:%d/".formatted(host, port);
            assertThat(add("{'name':'x','url':'" + url + "'}").problem())
                    .as(url)
                    .isEqualTo("camera-address-refused");
        }
        assertThat(add("{'name':'x','url':'rtsp://127.0.0.1:19/'}").status()).isEqualTo(201);
    }
}
