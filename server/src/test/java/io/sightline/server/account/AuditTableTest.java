package io.sightline.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sightline.server.TestServer;
import io.sightline.server.account.Visitor.Answer;
import io.sightline.server.account.login.FirstStart;
import io.sightline.simulator.CameraFarm;
import io.sightline.simulator.FarmSettings;
import io.sightline.simulator.clip.ClipSpec;
import io.sightline.simulator.onvif.DeviceSpec;
import io.sightline.simulator.onvif.Login;
import io.sightline.simulator.onvif.OnvifCamera;
import io.sightline.simulator.onvif.OnvifFarm;
import io.sightline.simulator.onvif.StreamSpec;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of the API that changes something is used, with success, and what it leaves in the
 * audit log is what the table says: {@code src/test/resources/audit-table.csv}. A new route that
 * has no row there, or is not used here, fails; so does one that leaves nothing and has no reason.
 */
class AuditTableTest {

    private static final String PASSWORD = "correct horse";
    private static final String PUBLIC_URL = "https://video.example.org/";
    private static final Pattern LINK = Pattern.compile(PUBLIC_URL + "\\S+#(\\S+)");
    private static final Login LOGIN = new Login("admin", "secret", Login.Scheme.TOKEN);

    @TempDir Path data;
    private final AuditTable table = AuditTable.read();
    private GreenMail smtp;
    private OidcServer provider;
    private CameraFarm streams;
    private OnvifFarm devices;
    private TestServer server;
    private Visitor admin;
    private int mailsRead;
    private int nextStream;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        provider = OidcServer.start();
        streams = CameraFarm.start(FarmSettings.of(10, ClipSpec.SMALL));
        devices = OnvifFarm.start();
        server =
                TestServer.start(
                        data.resolve("main"),
                        Accounts.settings(
                                "--spring.mail.host=127.0.0.1",
                                "--spring.mail.port=" + smtp.getSmtp().getPort(),
                                "--account.public-url=" + PUBLIC_URL,
                                "--account.identity.providers.other.issuer=" + provider.issuer(),
                                "--account.identity.providers.other.client-id=sightline",
                                "--account.identity.providers.other.client-secret="
                                        + OidcServer.CLIENT_SECRET));
        admin = Accounts.admin(server);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        devices.close();
        streams.close();
        provider.close();
        smtp.stop();
    }

    @Test
    void whatIsChangedIsEntered() throws Exception {
        users();
        passwords();
        sessions();
        ownAccount();
        identities();
        groupsAndKeys();
        cameras();
        devices();
        onboarding();
        firstStart();
        demonstration();

        table.assertComplete();
    }

    private Answer change(String method, String path, String route, Visitor by, Object body) {
        return table.change(server, method + " " + route, () -> by.send(method, path, body));
    }

    private Answer change(String method, String path, Visitor by, Object body) {
        return change(method, path, path, by, body);
    }

    // ---- accounts ----

    private void users() {
        String users = "/api/v1/users";
        Answer carl =
                change(
                        "POST",
                        users,
                        admin,
                        Map.of(
                                "username", "carl",
                                "password", PASSWORD,
                                "email", "carl@example.org"));
        String user = users + "/" + carl.text("id");
        change("PATCH", user, users + "/{id}", admin, Map.of("displayName", "Carl C."));
        String camera = addCamera("Granted");
        change(
                "PUT",
                user + "/grants",
                users + "/{id}/grants",
                admin,
                Map.of("items", List.of(Map.of("cameraId", camera, "rights", List.of("view")))));
        change("POST", user + "/password-reset", users + "/{id}/password-reset", admin, Map.of());
        new Visitor(server).logIn("carl", PASSWORD);
        change("DELETE", user + "/sessions", users + "/{id}/sessions", admin, Map.of());
        change("DELETE", user, users + "/{id}", admin, Map.of());
    }

    private void passwords() throws MessagingException, IOException {
        mailed();
        addUser("anna");
        Visitor nobody = new Visitor(server);
        String reset = "/api/v1/auth/password-reset";
        change("POST", reset, nobody, Map.of("usernameOrEmail", "anna"));
        change(
                "POST",
                reset + "/confirm",
                nobody,
                Map.of("token", mailed(), "password", "battery staple"));
    }

    private void sessions() {
        addUser("berta");
        String auth = "/api/v1/auth";
        Visitor berta = new Visitor(server);
        Map<String, Object> password = Map.of("username", "berta", "password", PASSWORD);
        Answer in = change("POST", auth + "/login", berta, password);
        Map<String, Object> refresh = Map.of("refreshToken", in.text("refreshToken"));
        Answer fresh = change("POST", auth + "/refresh", berta, refresh);
        berta.withBearer(fresh.text("accessToken"));
        Visitor elsewhere = new Visitor(server);
        elsewhere.logIn("berta", PASSWORD);
        String other =
                Accounts.items(berta.get("/api/v1/me/sessions")).stream()
                        .filter(session -> !session.path("current").asBoolean())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        String mine = "/api/v1/me/sessions/";
        change("DELETE", mine + other, mine + "{id}", berta, Map.of());
        change("POST", auth + "/logout", berta, Map.of());
        berta.logIn("berta", PASSWORD);
        change("POST", auth + "/logout-everywhere", berta, Map.of());
    }

    private void ownAccount() throws MessagingException, IOException {
        addUser("dora");
        Visitor dora = new Visitor(server);
        dora.logIn("dora", PASSWORD);
        String me = "/api/v1/me";
        change("PATCH", me, dora, Map.of("email", "dora@example.net"));
        String confirm = "/api/v1/auth/confirm-email";
        change("POST", confirm, new Visitor(server), Map.of("token", mailed()));
        String fresh = "battery staple";
        change(
                "POST",
                me + "/password",
                dora,
                Map.of("currentPassword", PASSWORD, "newPassword", fresh));
        Answer begun = change("POST", me + "/totp", dora, Map.of());
        String code = SecondFactorTest.code(begun.text("secret"), 0);
        change("PUT", me + "/totp", dora, Map.of("code", code));
        change("DELETE", me + "/totp", dora, Map.of("password", fresh));
    }

    private void identities() throws IOException {
        provider.sendBackTo(List.of(URI.create(PUBLIC_URL + "api/v1/auth/oidc/other/callback")));
        addUser("emil");
        Visitor emil = new Visitor(server);
        emil.logIn(Map.of("username", "emil", "password", PASSWORD, "cookies", true));
        through(emil, "?link=true");
        Answer begun = emil.post("/api/v1/me/totp", Map.of());
        String code = SecondFactorTest.code(begun.text("secret"), 0);
        String recovery =
                emil.send("PUT", "/api/v1/me/totp", Map.of("code", code))
                        .json()
                        .at("/recoveryCodes/0")
                        .asString();
        Visitor browser = new Visitor(server);
        through(browser, "");
        change("POST", "/api/v1/auth/oidc/second-step", browser, Map.of("totp", recovery));
        String mine = "/api/v1/me/identities/";
        String id =
                Accounts.items(emil.get("/api/v1/me/identities")).getFirst().path("id").asString();
        change("DELETE", mine + id, mine + "{id}", emil, Map.of());
    }

    /** Logs in at the provider, and comes back. */
    private void through(Visitor browser, String query) {
        Answer away = browser.get("/api/v1/auth/oidc/other/start" + query);
        URI back = provider.logIn(URI.create(away.header("Location")), "emil-elsewhere");
        browser.get(back.getPath() + "?" + back.getRawQuery());
    }

    private void groupsAndKeys() {
        String groups = "/api/v1/groups";
        String group = change("POST", groups, admin, Map.of("name", "Yard")).text("id");
        change("PATCH", groups + "/" + group, groups + "/{id}", admin, Map.of("name", "Hall"));
        change("DELETE", groups + "/" + group, groups + "/{id}", admin, Map.of());
        String keys = "/api/v1/api-keys";
        Map<String, Object> key = Map.of("name", "k", "scopes", List.of("view"));
        String id = change("POST", keys, admin, key).text("id");
        change("DELETE", keys + "/" + id, keys + "/{id}", admin, Map.of());
    }

    private void firstStart() {
        try (TestServer fresh = TestServer.start(data.resolve("fresh"))) {
            String token = fresh.bean(FirstStart.class).link().orElseThrow().getFragment();
            Map<String, Object> boss =
                    Map.of("token", token, "username", "boss", "password", PASSWORD);
            String path = "/api/v1/auth/setup";
            table.change(fresh, "POST " + path, () -> new Visitor(fresh).post(path, boss));
        }
    }

    private void demonstration() {
        try (TestServer demo = TestServer.start(data.resolve("demo"), "--demo")) {
            String path = "/api/v1/auth/demo";
            table.change(demo, "POST " + path, () -> new Visitor(demo).post(path, Map.of()));
        }
    }

    private void addUser(String name) {
        Answer added =
                admin.post(
                        "/api/v1/users",
                        Map.of(
                                "username", name,
                                "password", PASSWORD,
                                "email", name + "@example.org"));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
    }

    /** The token in the next mail. */
    private String mailed() throws MessagingException, IOException {
        assertThat(smtp.waitForIncomingEmail(60_000, mailsRead + 1)).isTrue();
        MimeMessage mail = smtp.getReceivedMessages()[mailsRead++];
        Matcher link = LINK.matcher((String) mail.getContent());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    // ---- cameras ----

    private static final String CAMERAS = "/api/v1/cameras";

    private void cameras() {
        Map<String, Object> gate = Map.of("name", "Gate", "url", nextUrl(), "record", false);
        String added = change("POST", CAMERAS, admin, gate).text("id");
        String one = CAMERAS + "/{id}";
        String camera = CAMERAS + "/" + added;
        change("PATCH", camera, one, admin, Map.of("name", "Yard"));
        change(
                "PUT",
                camera + "/credentials",
                one + "/credentials",
                admin,
                Map.of("username", "admin", "password", "secret"));
        change("PUT", camera + "/favourite", one + "/favourite", admin, Map.of());
        change("DELETE", camera + "/favourite", one + "/favourite", admin, Map.of());
        Map<String, Object> tag = Map.of("ids", List.of(added), "action", "tag", "tag", "north");
        change("POST", CAMERAS + "/bulk", admin, tag);
        change("POST", "/api/v1/health/pictures/check", admin, Map.of("cameraId", added));
        String stream = admin.get(camera).json().at("/streams/0/name").asString();
        change("POST", "/api/v1/media-tokens", admin, Map.of("stream", stream, "right", "view"));
        change("DELETE", camera, one, admin, Map.of());
        change("POST", CAMERAS + "/probe", admin, Map.of("url", nextUrl()));
        byte[] list = "name,url\nDoor,rtsp://127.0.0.1:9/door\n".getBytes(StandardCharsets.UTF_8);
        table.change(
                server,
                "POST " + CAMERAS + "/import",
                () ->
                        Answer.of(
                                server.upload(
                                        CAMERAS + "/import?dryRun=false", "cameras.csv", list)));
    }

    private void devices() throws IOException {
        OnvifCamera device = device();
        Answer added =
                admin.post(
                        CAMERAS,
                        Map.of(
                                "name", "Head",
                                "url", device.spec().channels().getFirst().getFirst().rtspUrl(),
                                "onvifUrl", device.address(),
                                "username", LOGIN.user(),
                                "password", LOGIN.password(),
                                "record", false));
        String camera = CAMERAS + "/" + added.text("id");
        String one = CAMERAS + "/{id}";
        change("PUT", camera + "/events", one + "/events", admin, Map.of("always", true));
        change("PUT", camera + "/imaging", one + "/imaging", admin, Map.of("contrast", 70));
        change("POST", camera + "/imaging/reset", one + "/imaging/reset", admin, Map.of());
        Map<String, Object> move = Map.of("action", "relative", "pan", 0.1);
        change("POST", camera + "/ptz", one + "/ptz", admin, move);
        String presets = "/ptz/presets";
        Map<String, Object> name = Map.of("name", "Door");
        String kept = change("POST", camera + presets, one + presets, admin, name).text("token");
        change(
                "DELETE",
                camera + presets + "/" + kept,
                one + presets + "/{token}",
                admin,
                Map.of());
        change("POST", camera + "/device/retry", one + "/device/retry", admin, Map.of());
        change("POST", camera + "/reboot", one + "/reboot", admin, Map.of());
    }

    private void onboarding() throws IOException {
        String all = CAMERAS + "/onboard";
        String one = all + "/{id}";
        Map<String, Object> looked =
                Map.of(
                        "address", device().address(),
                        "username", LOGIN.user(),
                        "password", LOGIN.password(),
                        "confirm", true);
        String found = all + "/" + change("POST", all, admin, looked).text("id");
        change("POST", found + "/register", one + "/register", admin, Map.of());
        change("DELETE", found, one, admin, Map.of());
        Map<String, Object> mistaken =
                Map.of(
                        "address", device().address(),
                        "username", LOGIN.user(),
                        "password", "wrong");
        String failed = all + "/" + admin.post(all, mistaken).text("onboarding");
        Map<String, Object> login = Map.of("username", LOGIN.user(), "password", LOGIN.password());
        change("POST", failed + "/retry", one + "/retry", admin, login);
    }

    private OnvifCamera device() throws IOException {
        StreamSpec stream = StreamSpec.of(nextUrl(), ClipSpec.SMALL);
        return devices.add(
                DeviceSpec.camera("Device", UUID.randomUUID().toString(), stream)
                        .withLogin(LOGIN)
                        .withPtz());
    }

    private String nextUrl() {
        return streams.url(nextStream++);
    }

    private String addCamera(String name) {
        return admin.post(CAMERAS, Map.of("name", name, "url", nextUrl(), "record", false))
                .text("id");
    }
}
